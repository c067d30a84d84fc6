import { Notice } from '../../components/notice.tsx'
import { count } from '../../lib/format.ts'
import { remainingWords } from '../../lib/passkey-words.ts'
import type { Remote } from '../../stores/remote.ts'
import type { Forecast } from '../../stores/user-acts.ts'

/** What revoking or suspending would leave, before it is done. */
export function ForecastWords({ expected }: { expected: Remote<Forecast> }) {
  switch (expected.status) {
    case 'loading':
      return <Notice>Working out what they would be left with…</Notice>
    case 'failed':
      return <Notice tone="attention">What they would be left with is not known: {expected.message}</Notice>
    case 'ready': {
      const { lockedOut, remaining, sessionsEnding } = expected.value
      const ending =
        sessionsEnding === 0
          ? 'No session is open with it.'
          : `${count(sessionsEnding, 'session')} will end at once.`
      return lockedOut ? (
        <Notice tone="attention" title="After this they have: NO way in">
          {ending} Issue a temporary pass afterwards, so that they can register a new passkey.
        </Notice>
      ) : (
        <Notice title={`After this they have: ${remainingWords(remaining)}`}>{ending}</Notice>
      )
    }
  }
}
