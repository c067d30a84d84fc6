import { CirclePause } from 'lucide-react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Button } from '../../components/button.tsx'
import { Menu, MenuItem } from '../../components/menu.tsx'

/** What a card can ask for. */
export interface PasskeyIntents {
  onRevoke: () => void
  onSuspend: () => void
  onRestore: () => void
}

interface Props extends PasskeyIntents {
  passkey: Passkey
  onTest: () => void
  onRename: () => void
  /** It was being renamed a moment ago: the button comes back with the focus it had. */
  wasRenaming: boolean
}

/** What can be done with one's own passkey. */
export function PasskeyActs({ passkey, wasRenaming, onTest, onRename, ...intents }: Props) {
  const { name, status } = passkey
  return (
    <div className="own-passkey__acts">
      {status === 'active' ? (
        <Button aria-label={`Test ${name}`} onPress={onTest}>
          Test
        </Button>
      ) : (
        <Button aria-label={`Restore ${name}`} onPress={intents.onRestore}>
          Restore
        </Button>
      )}
      <Button autoFocus={wasRenaming} aria-label={`Rename ${name}`} onPress={onRename}>
        Rename
      </Button>
      <Button aria-label={`Revoke ${name}`} onPress={intents.onRevoke}>
        Revoke
      </Button>
      {status === 'active' && (
        <Menu label={`More about ${name}`}>
          <MenuItem icon={CirclePause} onAction={intents.onSuspend}>
            Suspend: I may have left it somewhere
          </MenuItem>
        </Menu>
      )}
    </div>
  )
}
