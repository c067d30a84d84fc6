import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import './progress.css'

interface ProgressProps {
  label: string
  value: number
  of: number
  /** What is read and shown for it: "812 of 1,204". */
  words: string
  /** Beside the words: how fast. */
  aside?: ReactNode
  /** It stands still. */
  isStill?: boolean
}

/** How far something has come that takes a while and whose end is known. */
export function Progress({ label, value, of, words, aside, isStill = false }: ProgressProps) {
  return (
    <ProgressBar
      className="progress"
      aria-label={label}
      value={value}
      maxValue={Math.max(of, 1)}
      valueLabel={words}
    >
      {({ percentage = 0 }) => (
        <>
          <div className="progress__words">
            <span>{words}</span>
            <span className="quiet">{aside}</span>
          </div>
          <div className={isStill ? 'progress__track progress__track--still' : 'progress__track'}>
            <div className="progress__filled" style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  )
}
