import type { User } from '../../../shared/contract/user.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { momentOf } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import type { TemporaryPass } from '../../stores/user-acts.ts'

interface Props {
  user: User
  pass: TemporaryPass
}

/** A temporary pass, the one time it is shown, and what to tell the caller about it. */
export function PassToRead({ user, pass: { pass, expiresAt } }: Props) {
  const now = useNow()
  return (
    <>
      <div className="pass">
        <code className="pass__code" aria-label="Temporary pass">
          {pass}
        </code>
        <CopyButton text={pass} />
      </div>
      <p>It works once, until {momentOf(expiresAt, now)}. It is not shown again.</p>
      <div>
        <h3>Read this to the caller</h3>
        <blockquote className="pass__words">
          On the sign-in page choose “Use another way”, then “Use a temporary pass”. Enter your e-mail
          address,
          {` ${user.email}`}, and this code: the hyphens and capitals do not matter. Then register a passkey
          on your computer.
        </blockquote>
      </div>
    </>
  )
}
