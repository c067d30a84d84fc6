import type { User } from '../../../shared/contract/user.ts'
import { Notice } from '../../components/notice.tsx'
import { count, durationWords, list } from '../../lib/format.ts'
import { remainingItems } from '../../lib/passkey-words.ts'
import type { Forecast } from '../../stores/user-acts.ts'
import type { LossForm } from './use-loss.ts'

interface Props {
  user: User
  loss: LossForm
  openSessions: number
}

/** What the act as chosen would leave, in words that follow each choice. */
export function LossForecast(props: Props) {
  const { passkeyIds, expected } = props.loss
  return (
    <div className="lost__forecast">
      {passkeyIds.length === 0 ? (
        <Notice>Choose what was on the lost device.</Notice>
      ) : expected.status === 'ready' ? (
        <Known {...props} expected={expected.value} />
      ) : (
        <Notice tone={expected.status === 'failed' ? 'attention' : 'info'}>
          {expected.status === 'failed'
            ? `What they would be left with is not known: ${expected.message}`
            : 'Working out what they would be left with…'}
        </Notice>
      )}
    </div>
  )
}

function Known({ user, loss, openSessions, expected }: Props & { expected: Forecast }) {
  const ending = endingWords(loss.endAll ? openSessions : expected.sessionsEnding, openSessions)
  if (user.status === 'disabled') {
    return <Notice title="After this: nothing signs in, the account is disabled">{ending}</Notice>
  }
  const pass = loss.withPass ? [`a temporary pass for ${durationWords(Number(loss.length))}`] : []
  const left = [...(expected.lockedOut ? [] : remainingItems(expected.remaining)), ...pass]
  return left.length === 0 ? (
    <Notice tone="attention" title="No way in: issue a temporary pass">
      {ending}
    </Notice>
  ) : (
    <Notice title={`After this they have: ${list(left)}`}>{ending}</Notice>
  )
}

function endingWords(ending: number, open: number): string {
  if (open === 0 && ending === 0) return 'No session is open.'
  const stays = open - ending
  const ends = ending === 0 ? 'No session ends' : `${count(ending, 'session')} ${verb(ending, 'end')} at once`
  return stays > 0 ? `${ends}, ${stays} ${verb(stays, 'stay')} open.` : `${ends}.`
}

const verb = (howMany: number, word: string) => (howMany === 1 ? `${word}s` : word)
