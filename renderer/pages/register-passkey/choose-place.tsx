import { ChevronRight, Fingerprint, KeyRound, type LucideIcon, Smartphone } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Where } from '../../../shared/contract/methods.ts'
import { Button, LinkButton } from '../../components/button.tsx'
import { MissingHere } from '../../components/missing-here.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { useThisComputer } from '../../lib/this-computer.ts'
import { creatingWords, promptWords } from '../../lib/prompt-words.ts'
import { useJoining } from '../../stores/joining.ts'
import { type RegistrationState, useRegistration } from '../../stores/registration.ts'
import { useCurrentSession } from '../../stores/session.ts'
import { InMyBrowser } from './in-my-browser.tsx'
import { RegistrationTrouble } from './registration-trouble.tsx'

const places: { where: Where; icon: LucideIcon; title: string }[] = [
  { where: 'this-computer', icon: Fingerprint, title: 'Add a passkey on this computer' },
  { where: 'security-key', icon: KeyRound, title: 'Add a security key' },
  { where: 'any', icon: Smartphone, title: 'Another way' },
]

const keyWithoutPin =
  'You will be asked to insert the key and touch it. A key with a PIN needs your browser on this system.'
const moreWords = 'Sign in with your fingerprint, face or PIN. Choose where the new passkey lives.'

function joiningWords(name: string, isReturning: boolean): string {
  return isReturning
    ? `Welcome back, ${name}. Register a passkey on this computer.`
    : `Welcome, ${name}. From now on you sign in with your fingerprint, face or PIN.`
}

interface ChoosePlaceProps {
  state: Exclude<RegistrationState, { at: 'saved' }>
  onSignOut: () => void
}

/** Where the passkey is to live; each card says what will appear. */
export function ChoosePlace({ state, onSignOut }: ChoosePlaceProps) {
  const { register, cancel } = useRegistration()
  const session = useCurrentSession()
  const isReturning = useJoining((store) => store.isReturning)
  const isJoining = session?.kind !== 'full'
  const { missing, keyPin } = useThisComputer()
  const offered = places.filter(({ where }) => where !== 'this-computer' || missing === null)
  const chosen = state.at === 'choice' ? state.last : state.where
  return (
    <>
      <div>
        <h1>Register a passkey</h1>
        <p className="entry__lead">
          {isJoining && session ? joiningWords(session.user.displayName, isReturning) : moreWords}
        </p>
      </div>
      {state.at === 'choice' ? <RegistrationTrouble {...state} /> : null}
      <MissingHere missing={missing} />
      <div className="ways">
        {offered.map(({ where, icon: Icon, title }) =>
          state.at !== 'choice' && chosen === where ? (
            <Waiting key={where} onCancel={cancel}>
              {state.at === 'asking' ? creatingWords[where] : 'Saving your passkey…'}
            </Waiting>
          ) : (
            <AriaButton
              key={where}
              className="way"
              isDisabled={state.at !== 'choice'}
              autoFocus={state.at === 'choice' && chosen === where}
              onPress={() => void register(where)}
            >
              <Icon size={20} aria-hidden />
              <span>
                <span className="way__title">{title}</span>
                <span className="way__text">
                  {where === 'security-key' && !keyPin ? keyWithoutPin : promptWords[where]}
                </span>
              </span>
              <ChevronRight size={16} aria-hidden />
            </AriaButton>
          ),
        )}
        {state.at === 'choice' ? (
          <InMyBrowser isJoining={isJoining} isTroubled={state.trouble !== null} />
        ) : null}
      </div>
      <div className="entry__links">
        {isJoining ? (
          <Button variant="quiet" onPress={onSignOut}>
            Not now, sign out
          </Button>
        ) : (
          <LinkButton variant="quiet" to="/account/sign-in-methods">
            Back to sign-in methods
          </LinkButton>
        )}
      </div>
    </>
  )
}
