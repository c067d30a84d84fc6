import { useState } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { Remote } from '../../stores/remote.ts'
import type { Forecast, Loss, Why } from '../../stores/user-acts.ts'
import { likelyLost } from './likely-lost.ts'
import type { PassLength } from './pass-length.ts'
import { useForecast } from './use-forecast.ts'

/** What was lost and what is to be done about it, as chosen so far. */
export interface LossForm {
  passkeyIds: string[]
  choose: (id: string, isLost: boolean) => void
  endAll: boolean
  setEndAll: (endAll: boolean) => void
  voidCodes: boolean
  setVoidCodes: (voidCodes: boolean) => void
  withPass: boolean
  setWithPass: (withPass: boolean) => void
  length: PassLength
  setLength: (length: PassLength) => void
  expected: Remote<Forecast>
  order: (why: Why) => Loss
}

/** Begins with the likeliest passkey; a pass is wanted where nothing else is left, until the person decides. */
export function useLoss(passkeys: readonly Passkey[], mayIssue: boolean): LossForm {
  const [lost, setLost] = useState(() => likelyLost(passkeys))
  const [endAll, setEndAll] = useState(false)
  const [voidCodes, setVoidCodes] = useState(false)
  const [decided, setDecided] = useState<boolean | null>(null)
  const [length, setLength] = useState<PassLength>('60')
  // Another may have been revoked by somebody else while this is being filled in.
  const passkeyIds = passkeys.map(({ id }) => id).filter((id) => lost.includes(id))
  const expected = useForecast(passkeyIds, voidCodes)
  const isLockedOut = expected.status === 'ready' && expected.value.lockedOut
  const withPass = mayIssue && (decided ?? isLockedOut)
  return {
    passkeyIds,
    choose: (id, isLost) => setLost((now) => [...now.filter((each) => each !== id), ...(isLost ? [id] : [])]),
    endAll,
    setEndAll,
    voidCodes,
    setVoidCodes,
    withPass,
    setWithPass: setDecided,
    length,
    setLength,
    expected,
    order: (why) => ({
      ...why,
      passkeyIds,
      endAllSessions: endAll,
      voidBackupCodes: voidCodes,
      ...(withPass && { temporaryPassMinutes: Number(length) }),
    }),
  }
}
