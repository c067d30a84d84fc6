import { CirclePause, CircleX } from 'lucide-react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Button } from '../../components/button.tsx'
import { Menu, MenuItem } from '../../components/menu.tsx'
import type { Intent } from './profile-dialogs.tsx'
import type { Reach } from './reach.ts'

interface Props {
  passkey: Passkey
  reach: Reach
  onIntent: (intent: Intent) => void
}

/** What can be done with a passkey: the likeliest as a button, the other in a menu. */
export function PasskeyActs({ passkey, reach, onIntent }: Props) {
  const { name, status } = passkey
  const revoke = () => onIntent({ act: 'revoke', passkey })
  if (status === 'suspended') {
    return (
      <span className="facts__buttons">
        {reach.maySuspend && (
          <Button aria-label={`Restore ${name}`} onPress={() => onIntent({ act: 'restore', passkey })}>
            Restore
          </Button>
        )}
        {reach.mayRevoke && (
          <Menu label={`More about ${name}`}>
            <MenuItem icon={CircleX} isDanger onAction={revoke}>
              Revoke
            </MenuItem>
          </Menu>
        )}
      </span>
    )
  }
  return (
    <span className="facts__buttons">
      {reach.mayRevoke && (
        <Button aria-label={`Revoke ${name}`} onPress={revoke}>
          Revoke
        </Button>
      )}
      {reach.maySuspend && (
        <Menu label={`More about ${name}`}>
          <MenuItem icon={CirclePause} onAction={() => onIntent({ act: 'suspend', passkey })}>
            Suspend
          </MenuItem>
        </Menu>
      )}
    </span>
  )
}
