import { useState } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { SuspensionField } from '../../components/suspension-field.tsx'
import { count } from '../../lib/format.ts'
import { endOf, type Span } from '../../lib/suspension.ts'
import { suspend, type Why } from '../../stores/user-acts.ts'
import { ForecastWords } from './forecast-words.tsx'
import { useForecast } from './use-forecast.ts'
import { WhyDialog } from './why-dialog.tsx'

interface Props {
  user: User
  passkey: Passkey
  onClose: () => void
  onDone: (result: string) => void
}

const reasons = ['Mislaid', 'Perhaps left at home', 'Something looked wrong'] as const

/** Takes somebody's passkey out of use for as long as it takes to look for it. */
export function SuspendDialog({ user, passkey, ...rest }: Props) {
  const expected = useForecast([passkey.id])
  const [span, setSpan] = useState<Span>('open')
  const run = async (why: Why) => {
    const ended = await suspend(passkey.id, why, endOf(span, Date.now()))
    return `${passkey.name} is suspended, ${count(ended, 'session')} ended.`
  }
  return (
    <WhyDialog
      {...rest}
      isMild
      title={`Suspend ${passkey.name} of ${user.displayName}?`}
      act="Suspend passkey"
      reasons={reasons}
      run={run}
    >
      <SuspensionField value={span} onChange={setSpan} />
      <ForecastWords expected={expected} />
      <p className="quiet">
        Until it is restored it is refused like an unknown one. Its sessions end for good; the passkey itself
        is kept and works again as soon as it is restored.
      </p>
    </WhyDialog>
  )
}
