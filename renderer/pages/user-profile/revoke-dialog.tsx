import { useEffect, useState } from 'react'
import { reason as reasonField, ticket as ticketField } from '../../../shared/contract/fields.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { settle, type Remote } from '../../stores/remote.ts'
import { useUserProfile, type Forecast } from '../../stores/user-profile.ts'
import { ForecastWords } from './forecast-words.tsx'

interface Props {
  user: User
  passkey: Passkey
  onClose: () => void
  onRevoked: (result: string) => void
}

/** Revokes somebody's passkey: why, what they are left with, how many sessions end; then the act. */
export function RevokeDialog({ user, passkey, onClose, onRevoked }: Props) {
  const { forecast, revoke } = useUserProfile()
  const { isBusy, failure, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const [ticket, setTicket] = useState('')
  const [errors, setErrors] = useState<{ reason?: string | undefined; ticket?: string | undefined }>({})
  const fields = useInvalidFocus<HTMLDivElement>(errors)
  const [expected, setExpected] = useState<Remote<Forecast>>({ status: 'loading' })
  useEffect(() => {
    void settle(forecast(passkey.id)).then(setExpected)
  }, [forecast, passkey.id])

  const confirm = () => {
    const why = reasonField.safeParse(reason)
    const number = ticketField.optional().safeParse(ticket.trim() === '' ? undefined : ticket)
    setErrors({
      reason: reason.trim() === '' ? 'Say why, for the record.' : why.error?.issues[0]?.message,
      ticket: number.error?.issues[0]?.message,
    })
    if (!why.success || !number.success) return
    const { data } = number
    attempt(async () => {
      const ended = await revoke(passkey.id, {
        reason: why.data,
        ...(data !== undefined && { ticket: data }),
      })
      onRevoked(`${passkey.name} is revoked, ${count(ended, 'session')} ended.`)
      onClose()
    })
  }
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={`Revoke ${passkey.name} of ${user.displayName}?`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="danger" isBusy={isBusy} onPress={confirm}>
            Revoke passkey
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <div className="dialog__fields" ref={fields}>
        <TextField
          autoFocus
          isRequired
          label="Reason"
          description="Kept in the record under your name."
          value={reason}
          onChange={setReason}
          error={errors.reason}
        />
        <TextField isOptional label="Ticket" value={ticket} onChange={setTicket} error={errors.ticket} />
      </div>
      <ForecastWords expected={expected} />
      <p className="quiet">
        Its key is erased here at once and it can never sign in again. Revoking cannot be undone; the copy on
        the device stays there, of no use.
      </p>
    </Dialog>
  )
}
