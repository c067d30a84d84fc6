import { exactTime, timeInWords } from '../lib/format.ts'
import { useNow } from '../lib/now.ts'

/** A moment: relative within a week, else the date; the exact time on hover. */
export function Time({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeInWords(at, now)}
    </time>
  )
}
