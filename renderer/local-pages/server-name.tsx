import type { ServerName as Name } from '../../shared/local-pages.ts'

/** A host as it decides, and beneath it as people write it. */
export function ServerName({ host, readable }: Name) {
  return (
    <div className="server">
      <span className="server__host">{host}</span>
      {readable === null ? null : <span className="quiet small">Written {readable}</span>}
    </div>
  )
}
