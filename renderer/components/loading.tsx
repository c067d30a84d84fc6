interface LoadingProps {
  /** What is being fetched, in a word: "passkeys". */
  what: string
  rows?: number
}

/** Skeleton rows that keep the place of a list. */
export function Loading({ what, rows = 3 }: LoadingProps) {
  return (
    <div className="loading" role="status" aria-busy="true">
      <span className="unseen">Loading {what}…</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="loading__row" aria-hidden>
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
