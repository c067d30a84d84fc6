import { useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { renameModel, type Model } from '../../../../shared/contract/fleet.ts'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useAttempt } from '../../../lib/attempt.ts'
import { useFleet } from '../../../stores/fleet.ts'

const wanted = renameModel.body.shape.name.unwrap()

/** The name in place of the heading: Enter saves, Escape leaves it as it was. */
export function RenameModel({ model, onDone }: { model: Model; onDone: () => void }) {
  const rename = useFleet((store) => store.rename)
  const { isBusy, failure, attempt } = useAttempt()
  const [name, setName] = useState(model.name)
  const [wrong, setWrong] = useState<string>()
  const keep = (given: string | null) =>
    attempt(async () => {
      if (given !== model.name) await rename(model.aaguid, given)
      onDone()
    })
  const save = (event: SyntheticEvent) => {
    event.preventDefault()
    const { data, error } = wanted.safeParse(name)
    setWrong(error?.issues[0]?.message)
    if (data !== undefined && !isBusy) keep(data)
  }
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
  }
  return (
    <form className="model-rename" onSubmit={save} onKeyDown={cancelOnEscape}>
      <h1 className="unseen">{model.name}</h1>
      <TextField
        autoFocus
        label="Name of this model"
        description="Seen by everybody in the console, and by owners as the model of their passkeys."
        value={name}
        onChange={setName}
        onFocus={({ target }) => target instanceof HTMLInputElement && target.select()}
        error={wrong ?? failure ?? undefined}
      />
      <div className="model-rename__acts">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Save
        </Button>
        <Button onPress={onDone}>Cancel</Button>
        {model.renamed && (
          <Button variant="quiet" isBusy={isBusy} onPress={() => keep(null)}>
            Use its common name
          </Button>
        )}
      </div>
    </form>
  )
}
