import './share-bar.css'

interface ShareBarProps {
  /** Whole percent, 0 to 100. */
  percent: number
}

/** A share as a bar: filled for the one, hatched for the other. The words for it stand beside. */
export function ShareBar({ percent }: ShareBarProps) {
  return (
    <span className="share-bar" aria-hidden>
      <span className="share-bar__filled" style={{ width: `${percent}%` }} />
    </span>
  )
}
