import type { Invitation } from '../../shared/contract/users.ts'
import { momentOf } from '../lib/format.ts'
import { useNow } from '../lib/now.ts'
import { CopyButton } from './copy-button.tsx'
import './invitation-secret.css'

/** An invitation's link and code, the one time they are shown. */
export function InvitationSecret({ invitation: { url, token, expiresAt } }: { invitation: Invitation }) {
  const now = useNow()
  return (
    <div className="secret">
      <div className="secret__part">
        <h3 id="secret-link">Link</h3>
        <code aria-labelledby="secret-link">{url}</code>
        <CopyButton text={url} label="Copy link" />
      </div>
      <div className="secret__part">
        <h3 id="secret-code">Code, to type by hand</h3>
        <code aria-labelledby="secret-code">{token}</code>
        <CopyButton text={token} label="Copy code" />
      </div>
      <p className="quiet">It works once, until {momentOf(expiresAt, now)}. It is not shown again.</p>
    </div>
  )
}
