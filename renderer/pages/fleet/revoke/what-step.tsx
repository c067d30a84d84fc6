import { useState, type SyntheticEvent } from 'react'
import type { Model } from '../../../../shared/contract/fleet.ts'
import { Button } from '../../../components/button.tsx'
import { DayField } from '../../../components/day-field.tsx'
import { Notice } from '../../../components/notice.tsx'
import { RadioGroup } from '../../../components/radio-group.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useAttempt } from '../../../lib/attempt.ts'
import { dayOf } from '../../../lib/days.ts'
import { useInvalidFocus } from '../../../lib/invalid-focus.ts'
import { useNow } from '../../../lib/now.ts'
import { useOrder, type Order } from '../../../stores/revocation-order.ts'
import { orderOf } from './order-of.ts'
import { allWords, lockedOutOptions } from './revoke-words.ts'

interface Props {
  model: Model
  onPreview: (order: Order) => Promise<void>
}

/** Which passkeys, why, and what becomes of people who have nothing else. */
export function WhatStep({ model, onPreview }: Props) {
  const { draft, edit } = useOrder()
  const { isBusy, failure, attempt } = useAttempt()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const now = useNow()
  const form = useInvalidFocus(errors)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { order, errors: found } = orderOf(draft)
    setErrors(found)
    if (order && !isBusy) attempt(() => onPreview(order))
  }
  return (
    <form noValidate className="revoke__form" ref={form} onSubmit={submit}>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>{allWords(model)}</p>
      <div className="revoke__pair">
        <TextField
          isRequired
          label="Reason"
          description="Kept in the record under your name."
          value={draft.reason}
          onChange={(reason) => edit({ reason })}
          error={errors['reason']}
        />
        <TextField
          isOptional
          label="Ticket"
          value={draft.ticket}
          onChange={(ticket) => edit({ ticket })}
          error={errors['ticket']}
        />
      </div>
      <div className="revoke__date">
        <DayField
          isOptional
          max={dayOf(now)}
          label="Only those registered before"
          description="Where only an earlier series is affected. Left empty, all of them."
          value={draft.before}
          onChange={(before) => edit({ before })}
          error={errors['createdBefore']}
        />
      </div>
      <RadioGroup
        label="People it would leave without a way back in"
        options={lockedOutOptions}
        value={draft.lockedOut}
        onChange={(lockedOut) => edit({ lockedOut })}
      />
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {isBusy ? 'Looking what it would do…' : 'Preview'}
        </Button>
      </div>
    </form>
  )
}
