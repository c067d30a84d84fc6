import { create } from 'zustand'
import { z } from 'zod'
import { canonicalEmail } from '../../shared/contract/fields.ts'
import { transport, type Transport } from '../../shared/contract/webauthn.ts'

const key = 'weftid.accounts'
const most = 5

const account = z.object({
  email: z.string(),
  displayName: z.string(),
  /** The passkey that last worked here. */
  passkey: z.object({ id: z.string(), transports: z.array(transport) }).nullable(),
})
/** An account that signed in on this computer: only what narrows the next prompt, nothing that opens anything. */
export type RememberedAccount = z.infer<typeof account>

function read(): RememberedAccount[] {
  try {
    return z.array(account).parse(JSON.parse(localStorage.getItem(key) ?? '[]'))
  } catch {
    return []
  }
}

interface RememberedStore {
  /** The last used first. */
  accounts: RememberedAccount[]
  /** Notes that this passkey just opened this account here. */
  remember: (who: { email: string; displayName: string }, passkeyId: string, transports: Transport[]) => void
  /** "Forget this computer": every account, or the one. */
  forget: (email?: string) => void
}

export const useRemembered = create<RememberedStore>()((set, get) => {
  const keep = (accounts: RememberedAccount[]) => {
    localStorage.setItem(key, JSON.stringify(accounts))
    set({ accounts })
  }
  return {
    accounts: read(),
    remember: ({ email, displayName }, id, transports) => {
      const others = get().accounts.filter((each) => canonicalEmail(each.email) !== canonicalEmail(email))
      keep([{ email, displayName, passkey: { id, transports } }, ...others].slice(0, most))
    },
    forget: (email) => {
      const gone = email === undefined ? null : canonicalEmail(email)
      keep(gone === null ? [] : get().accounts.filter((each) => canonicalEmail(each.email) !== gone))
    },
  }
})
