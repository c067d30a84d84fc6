import { create } from 'zustand'
import { z } from 'zod'
import { canonicalEmail } from '../../shared/contract/fields.ts'
import { transport } from '../../shared/contract/webauthn.ts'
import { forgetPutOff } from '../lib/put-off.ts'

const key = 'weftid.accounts'
const most = 5

const way = z.enum(['passkey', 'password'])
const passkey = z.object({ id: z.string(), transports: z.array(transport) })

const account = z.object({
  email: z.string(),
  /** How it last signed in here. */
  way,
  /** The passkey that last worked here. */
  passkey: passkey.nullable(),
})
/** An account that signed in on this computer: only what shortens the next sign-in, nothing that opens anything. */
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
  /** Notes that this account just signed in here, and with which passkey; the one before stays known after a password. */
  remember: (email: string, how: Partial<Omit<RememberedAccount, 'email'>>) => void
  /** "Forget this computer": every account, and what was put off for it. */
  forget: () => void
}

const isSame = (email: string) => (each: RememberedAccount) =>
  canonicalEmail(each.email) === canonicalEmail(email)

/** What this computer knows of an account, however its e-mail is written. */
export function rememberedAccount(email: string): RememberedAccount | undefined {
  return useRemembered.getState().accounts.find(isSame(email))
}

export const useRemembered = create<RememberedStore>()((set, get) => {
  const keep = (accounts: RememberedAccount[]) => {
    localStorage.setItem(key, JSON.stringify(accounts))
    set({ accounts })
  }
  return {
    accounts: read(),
    remember: (email, how) => {
      const { accounts } = get()
      const before = accounts.find(isSame(email)) ?? { way: 'passkey', passkey: null }
      const others = accounts.filter((each) => !isSame(email)(each))
      keep([{ ...before, ...how, email }, ...others].slice(0, most))
    },
    forget: () => {
      keep([])
      forgetPutOff()
    },
  }
})
