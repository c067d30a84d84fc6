import { useState } from 'react'
import { reason as reasonField, ticket as ticketField } from '../../../shared/contract/fields.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import type { Why } from '../../stores/user-acts.ts'

export interface WhyForm {
  reason: string
  setReason: (reason: string) => void
  ticket: string
  setTicket: (ticket: string) => void
  errors: { reason?: string | undefined; ticket?: string | undefined }
  /** What was entered, or null once the fields say what is wrong. */
  check: () => Why | null
}

/** The reason and ticket of an act that the record keeps. */
export function useWhy(): WhyForm {
  const [reason, setReason] = useState('')
  const [ticket, setTicket] = useState('')
  const [errors, setErrors] = useState<WhyForm['errors']>({})
  const check = () => {
    const why = reasonField.safeParse(reason)
    const number = ticketField.optional().safeParse(ticket.trim() === '' ? undefined : ticket)
    setErrors({
      reason: reason.trim() === '' ? 'Say why, for the record.' : why.error?.issues[0]?.message,
      ticket: number.error?.issues[0]?.message,
    })
    if (!why.success || !number.success) return null
    return { reason: why.data, ...(number.data !== undefined && { ticket: number.data }) }
  }
  return { reason, setReason, ticket, setTicket, errors, check }
}

interface FieldsProps {
  why: WhyForm
  /** What people commonly write as the reason: pressed, it is there. */
  reasons?: readonly string[] | undefined
  /** Why the act failed, above the fields. */
  failure: string | null
}

/** Reason, where the typing starts, and ticket. */
export function WhyFields({ why, reasons = [], failure }: FieldsProps) {
  const fields = useInvalidFocus<HTMLDivElement>(why.errors)
  return (
    <>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <div className="why" ref={fields}>
        <div className="why__reason">
          <TextField
            autoFocus
            isRequired
            label="Reason"
            description="Kept in the record under your name."
            value={why.reason}
            onChange={why.setReason}
            error={why.errors.reason}
          />
          {reasons.length > 0 && (
            <div className="why__common" role="group" aria-label="Common reasons">
              {reasons.map((reason) => (
                <Button key={reason} className="why__one" onPress={() => why.setReason(reason)}>
                  {reason}
                </Button>
              ))}
            </div>
          )}
        </div>
        <TextField
          isOptional
          label="Ticket"
          value={why.ticket}
          onChange={why.setTicket}
          error={why.errors.ticket}
        />
      </div>
    </>
  )
}
