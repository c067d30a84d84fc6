import type { ActivityEntry } from '../../shared/contract/activity.ts'
import { activityWords } from '../lib/activity-words.ts'
import { Time } from './time.tsx'

interface ActivityLineProps {
  entry: ActivityEntry
  /** Who reads it, and is "you" in it. */
  readerId: string | null
  /** Under the sentence: why, or from where. */
  details: string | null
}

/** One entry of the record as a line of a list. */
export function ActivityLine({ entry, readerId, details }: ActivityLineProps) {
  return (
    <li className="line">
      <div className="line__text">
        {activityWords(entry, readerId)}
        {details === null || details === '' ? null : <div className="quiet small">{details}</div>}
      </div>
      <span className="line__aside">
        <Time at={entry.at} />
      </span>
    </li>
  )
}
