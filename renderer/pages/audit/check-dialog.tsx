import { useState, type SyntheticEvent } from 'react'
import { chainHead } from '../../../shared/contract/audit.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { checkRecord, type Verdict } from '../../stores/audit-check.ts'
import { CheckResult } from './check-result.tsx'

/** Walks the whole record and says whether anybody altered, removed, inserted or cut off anything. */
export function CheckDialog({ onClose }: { onClose: () => void }) {
  const { isBusy, failure, attempt } = useAttempt()
  const [head, setHead] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [found, setFound] = useState<{ verdict: Verdict; isAgainstHead: boolean } | null>(null)
  const check = (event: SyntheticEvent) => {
    event.preventDefault()
    const earlier = head.trim() === '' ? undefined : head.trim()
    const complaint = chainHead.optional().safeParse(earlier).error?.issues[0]?.message
    setWrong(complaint)
    if (complaint !== undefined || isBusy) return
    setFound(null)
    attempt(async () =>
      setFound({ verdict: await checkRecord(earlier), isAgainstHead: earlier !== undefined }),
    )
  }
  return (
    <Dialog
      isOpen
      wide
      title="Check the record"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button type="submit" form="check-record" variant="primary" isBusy={isBusy}>
            {isBusy ? 'Walking through every entry…' : found === null ? 'Check now' : 'Check again'}
          </Button>
        </>
      }
    >
      <p>
        Every entry is sealed together with the one before it, with a key that is not in the database. Walking
        the whole chain shows whether any was altered, removed or inserted.
      </p>
      <form id="check-record" noValidate onSubmit={check}>
        <TextField
          isOptional
          isCode
          label="An earlier head"
          description="As a check told it before. With it, it also shows whether the end was cut off since."
          spellCheck="false"
          autoComplete="off"
          value={head}
          onChange={setHead}
          error={wrong}
        />
      </form>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      {found && <CheckResult {...found} />}
    </Dialog>
  )
}
