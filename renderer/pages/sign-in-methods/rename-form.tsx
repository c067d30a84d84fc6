import { useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { passkeyName } from '../../../shared/contract/fields.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useMethods } from '../../stores/methods.ts'

/** The name in place: Enter saves, Escape leaves it as it was. */
export function RenameForm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const rename = useMethods((store) => store.rename)
  const { isBusy, failure, attempt } = useAttempt()
  const [name, setName] = useState(passkey.name)
  const [wrong, setWrong] = useState<string>()

  const save = (event: SyntheticEvent) => {
    event.preventDefault()
    const { data, error } = passkeyName.safeParse(name)
    setWrong(error?.issues[0]?.message)
    if (data === undefined || isBusy) return
    attempt(async () => {
      if (data !== passkey.name) await rename(passkey.id, data)
      onDone()
    })
  }
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
  }
  return (
    <form className="rename" onSubmit={save} onKeyDown={cancelOnEscape}>
      <TextField
        autoFocus
        aria-label={`New name of ${passkey.name}`}
        label="Name"
        value={name}
        onChange={setName}
        onFocus={({ target }) => target instanceof HTMLInputElement && target.select()}
        error={wrong ?? failure ?? undefined}
      />
      <div className="rename__acts">
        <Button onPress={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Save
        </Button>
      </div>
    </form>
  )
}
