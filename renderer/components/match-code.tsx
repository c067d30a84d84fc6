import './match-code.css'

/** The two digits that the app and the browser both show. */
export function MatchCode({ code }: { code: string }) {
  return (
    <p className="match-code">
      <span className="unseen">Number to compare: </span>
      <output className="match-code__digits">{code}</output>
    </p>
  )
}
