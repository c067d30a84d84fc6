import { canonicalEmail } from '../../../shared/contract/fields.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button } from '../../components/button.tsx'
import { useRemembered } from '../../stores/remembered.ts'

interface AccountsProps {
  chosen: string
  onChoose: (email: string) => void
  /** Nothing is known of anybody any more. */
  onForget: () => void
}

/** The other accounts that signed in on this computer, and the way to be forgotten by it. */
export function Accounts({ chosen, onChoose, onForget }: AccountsProps) {
  const { accounts, forget } = useRemembered()
  if (accounts.length === 0) return null
  const forgetAll = () => {
    forget()
    onForget()
  }
  const others = accounts.filter(({ email }) => canonicalEmail(email) !== canonicalEmail(chosen))
  return (
    <section className="entry__below" aria-label="Accounts on this computer">
      {others.length === 0 ? null : <h2 className="accounts__title">Also used on this computer</h2>}
      {others.length === 0 ? null : (
        <ul className="accounts">
          {others.map(({ email }) => (
            <li key={email}>
              <Button variant="quiet" className="accounts__one" onPress={() => onChoose(email)}>
                <Avatar name={email.replace(/@.*/, '')} />
                <span className="accounts__email">{email}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button variant="quiet" onPress={forgetAll}>
        Forget this computer
      </Button>
    </section>
  )
}
