import { useEffect, useState } from 'react'
import { settle, type Remote } from '../../stores/remote.ts'
import { forecast, type Forecast } from '../../stores/user-acts.ts'
import { useUserProfile } from '../../stores/user-profile.ts'

const again = 3000

/**
 * What they could still sign in with, asked again whenever the profile is: others may act on them at the same time. While
 * a new answer is on its way, the one before stays; where there was none, it is asked for again.
 */
export function useForecast(passkeyIds: readonly string[], voidBackupCodes = false): Remote<Forecast> {
  const [expected, setExpected] = useState<Remote<Forecast>>({ status: 'loading' })
  const asked = passkeyIds.join(' ')
  const profile = useUserProfile((store) => store.profile)
  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout>
    const ids = asked === '' ? [] : asked.split(' ')
    const ask = async () => {
      const answer = await settle(forecast(ids, voidBackupCodes))
      if (!isCurrent) return
      setExpected(answer)
      if (answer.status === 'failed') timer = setTimeout(() => void ask(), again)
    }
    void ask()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [asked, voidBackupCodes, profile])
  return expected
}
