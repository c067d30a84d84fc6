import { useAttempt } from '../lib/attempt.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

interface Props {
  /** Where the list goes on; null at its end. */
  next: string | null
  load: () => Promise<void>
  words?: string
  /** While it is being loaded, if there is more to say than that. */
  busyWords?: string
}

/** The way to the rest of a list, and why it could not be gone. */
export function LoadMore({ next, load, words = 'Load more', busyWords = words }: Props) {
  const { isBusy, failure, attempt } = useAttempt()
  return (
    <>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      {next !== null && (
        <div>
          <Button isBusy={isBusy} onPress={() => attempt(load)}>
            {isBusy ? busyWords : words}
          </Button>
        </div>
      )}
    </>
  )
}
