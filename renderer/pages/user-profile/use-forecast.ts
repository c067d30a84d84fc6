import { useEffect, useState } from 'react'
import { settle, type Remote } from '../../stores/remote.ts'
import { forecast, type Forecast } from '../../stores/user-acts.ts'

/** What they could still sign in with. While a new answer is on its way, the one before stays. */
export function useForecast(passkeyIds: readonly string[], voidBackupCodes = false): Remote<Forecast> {
  const [expected, setExpected] = useState<Remote<Forecast>>({ status: 'loading' })
  const asked = passkeyIds.join(' ')
  useEffect(() => {
    let isCurrent = true
    const ids = asked === '' ? [] : asked.split(' ')
    void settle(forecast(ids, voidBackupCodes)).then((answer) => {
      if (isCurrent) setExpected(answer)
    })
    return () => {
      isCurrent = false
    }
  }, [asked, voidBackupCodes])
  return expected
}
