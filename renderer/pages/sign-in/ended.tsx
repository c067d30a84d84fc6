import { Notice } from '../../components/notice.tsx'
import { endWords } from '../../lib/end-words.ts'
import { useSecondStep } from '../../stores/second-step.ts'

/** Why the second step before came to nothing, until the next try. */
export function Ended() {
  const ended = useSecondStep((store) => store.ended)
  if (ended === null) return null
  if (ended !== 'tries-used-up') {
    return <Notice tone="attention">The second step was not taken in time. Start again.</Notice>
  }
  const { title, text } = endWords[ended]
  return <Notice tone="attention">{`${title}. ${text}`}</Notice>
}
