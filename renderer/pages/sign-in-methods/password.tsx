import { RectangleEllipsis, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Time } from '../../components/time.tsx'
import { MethodCard } from './method-card.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { RemovePasswordDialog } from './remove-password-dialog.tsx'
import { secondStepWords } from './what-stays.ts'

interface Props {
  methods: Methods
  onDone: (result: string) => void
}

/** Whether a password is set and since when; sets, changes and removes it. */
export function Password({ methods, onDone }: Props) {
  const { set: isSet } = methods.password
  const [doing, setDoing] = useState<'setting' | 'removing' | null>(null)
  const close = () => setDoing(null)
  return (
    <>
      <MethodCard
        icon={RectangleEllipsis}
        title="Password"
        badge={
          isSet && secondStepWords(methods) === null ? (
            <Badge tone="attention" icon={TriangleAlert}>
              No second step left
            </Badge>
          ) : undefined
        }
        facts={factsOf(methods)}
        acts={
          isSet ? (
            <>
              <Button aria-label="Change password" onPress={() => setDoing('setting')}>
                Change
              </Button>
              <Button aria-label="Remove password" onPress={() => setDoing('removing')}>
                Remove
              </Button>
            </>
          ) : (
            <Button onPress={() => setDoing('setting')}>Set a password</Button>
          )
        }
      />
      {doing === 'setting' && <PasswordDialog isSet={isSet} onClose={close} onDone={onDone} />}
      {doing === 'removing' && <RemovePasswordDialog methods={methods} onClose={close} onRemoved={onDone} />}
    </>
  )
}

function factsOf(methods: Methods): ReactNode[] {
  const { changedAt } = methods.password
  if (changedAt === null) return ['A password alone never signs you in: a second step is always asked for']
  const steps = secondStepWords(methods)
  return [
    <>
      Last changed <Time at={changedAt} />
    </>,
    steps === null ? 'Set up an authenticator app or make new codes' : `Then ${steps}`,
  ]
}
