import { useId, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { CreateTokenForm } from './create-token-form.tsx'

/** Creates a token, then shows its secret: the only time it is seen. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const form = useId()
  const [isBusy, setBusy] = useState(false)
  const [created, setCreated] = useState<{ name: string; secret: string } | null>(null)
  // One dialog for both: a second one would not know where the focus came from.
  return (
    <Dialog
      isOpen
      isDestructive={created !== null}
      wide
      title={created === null ? 'Create an API token' : `${created.name} is created`}
      // Escape must not lose the secret.
      onClose={created === null ? onClose : () => undefined}
      actions={
        created === null ? (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" isBusy={isBusy}>
              Create token
            </Button>
          </>
        ) : (
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        )
      }
    >
      {created === null ? (
        <CreateTokenForm
          id={form}
          onBusy={setBusy}
          onCreated={(name, secret) => setCreated({ name, secret })}
        />
      ) : (
        <>
          <div className="token__secret">
            <code aria-label="API token">{created.secret}</code>
            <CopyButton text={created.secret} />
          </div>
          <p>
            It is not shown again. Keep it where the program’s other secrets are: whoever has it can act in
            your name.
          </p>
        </>
      )}
    </Dialog>
  )
}
