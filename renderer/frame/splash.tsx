import { Mark } from '../components/mark.tsx'

/** The moment before anything is known; shows only where that takes noticeably long. */
export function Splash() {
  return (
    <div className="splash" role="status" aria-busy="true">
      <Mark size={32} />
      <span className="unseen">Loading…</span>
    </div>
  )
}
