import { getMyActivity } from '../../shared/contract/methods.ts'
import type { SecurityNews } from '../../shared/security-news.ts'
import { call } from '../api/client.ts'
import { coalesced } from '../lib/coalesce.ts'
import { desktop } from '../lib/desktop.ts'
import { endWords } from '../lib/end-words.ts'
import { newsOf } from '../lib/news-of.ts'
import { actedAt } from './freshness.ts'
import { subscribe } from './live.ts'
import { useSession } from './session.ts'

/** So long after an act of one's own, a change of a passkey is that act. */
const ownFor = 10_000
// The stream is quicker than the answer to one's own act.
const settling = 1500

/** The newest entry that was there when last looked; null until then. */
let last: string | null = null

const tell = (news: SecurityNews): void => {
  desktop?.tellNews(news).catch(() => undefined)
}

function ownId(): string | null {
  const { state } = useSession.getState()
  return state.status === 'signed-in' && state.session.kind === 'full' ? state.session.user.id : null
}

async function look(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settling))
  const found = await call(getMyActivity, { query: { limit: 20 } }, { background: true }).catch(() => null)
  const newest = found?.items[0]?.id
  if (!found || newest === undefined) return
  const justActed = Date.now() - actedAt() < ownFor ? ownId() : null
  const news = last === null ? [] : newsOf(found.items, last, justActed)
  last = newest
  for (const each of news) tell(each)
}

/** Has the system tell of what happens to the account while the app is open: in the desktop app only. */
export function startTellingNews(): void {
  if (desktop === null) return
  const lookSoon = coalesced(look)
  subscribe('passkeys.changed', (event) => {
    const own = ownId()
    if (own !== null && (event === null || event.userId === own)) lookSoon()
  })
  useSession.subscribe(({ state }, { state: before }) => {
    if (state.status !== 'signed-out') return
    last = null
    if (before.status === 'signed-in' && state.reason !== null && endWords[state.reason].isAlarming)
      tell('signed-out')
  })
}
