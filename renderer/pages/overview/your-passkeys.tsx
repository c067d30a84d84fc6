import { KeyRound, ShieldCheck } from 'lucide-react'
import { Badge } from '../../components/badge.tsx'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { Time } from '../../components/time.tsx'
import { backupIcons, kindIcons } from '../../lib/passkey-icons.ts'
import { backupWords, kindOf } from '../../lib/passkey-words.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { count } from '../../lib/format.ts'
import { useMethods } from '../../stores/methods.ts'

function Line({ passkey }: { passkey: Passkey }) {
  const Icon = kindIcons[kindOf(passkey)]
  return (
    <li className="line">
      <Icon size={20} aria-hidden />
      <div className="line__text">
        <strong>{passkey.name}</strong>{' '}
        {passkey.current ? (
          <Badge tone="accent" icon={ShieldCheck}>
            In use now
          </Badge>
        ) : null}
        {passkey.status === 'suspended' ? <Badge tone="attention">Suspended</Badge> : null}
        <div className="quiet small">
          {passkey.lastUsedAt === null ? (
            <>
              Registered <Time at={passkey.createdAt} />
            </>
          ) : (
            <>
              Last used <Time at={passkey.lastUsedAt} />
            </>
          )}
        </div>
      </div>
      <Badge icon={backupIcons[passkey.backup]}>{backupWords[passkey.backup]}</Badge>
    </li>
  )
}

/** One's passkeys in short, the one that opened this session among them. */
export function YourPasskeys() {
  const { methods, load } = useMethods()
  const list = methods.status === 'ready' ? methods.value.passkeys : []
  const current = list.find((passkey) => passkey.current)
  const codes = methods.status === 'ready' ? methods.value.backupCodes : null
  return (
    <Section
      title="Your passkeys"
      description={
        current === undefined || codes === null
          ? undefined
          : `You signed in with ${current.name} and have ${count(codes.remaining, 'backup code')} left.`
      }
      action={<LinkButton to="/account/sign-in-methods">Sign-in methods</LinkButton>}
    >
      <Card flush>
        {methods.status === 'loading' && <Loading what="passkeys" rows={2} />}
        {methods.status === 'failed' && (
          <Failure message={methods.message} details={methods.details} onRetry={() => void load()} />
        )}
        {methods.status === 'ready' && list.length === 0 ? (
          <Empty
            icon={KeyRound}
            title="No passkey yet"
            action={
              <LinkButton variant="primary" to="/register">
                Register a passkey
              </LinkButton>
            }
          />
        ) : null}
        {list.length > 0 ? (
          <ul>
            {list.map((passkey) => (
              <Line key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        ) : null}
      </Card>
    </Section>
  )
}
