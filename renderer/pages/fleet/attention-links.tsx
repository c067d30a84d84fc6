import { ChevronRight, ClockAlert, LockKeyhole, UserX, type LucideIcon } from 'lucide-react'
import { Link } from 'react-router'
import { attentionFilters, useAttention, type Attention, type Matching } from '../../stores/attention.ts'
import type { Remote } from '../../stores/remote.ts'
import { amount } from '../../lib/format.ts'

const views: readonly { id: Attention; icon: LucideIcon; title: string; text: string }[] = [
  {
    id: 'no-passkey',
    icon: UserX,
    title: 'No passkey',
    text: 'Active accounts with none that could sign in.',
  },
  {
    id: 'one-device',
    icon: LockKeyhole,
    title: 'One device and no codes',
    text: 'Their only passkey stays on one device. Losing it locks them out.',
  },
  {
    id: 'unused',
    icon: ClockAlert,
    title: 'Unused for 90 days',
    text: 'Accounts without a sign-in for three months, or ever.',
  },
]

function peopleWords(count: Remote<Matching>): string {
  if (count.status === 'loading') return 'Counting…'
  if (count.status === 'failed') return 'Not counted'
  const { count: people, isExact } = count.value
  if (!isExact) return `${amount(people)}+ people`
  if (people === 0) return 'Nobody'
  return people === 1 ? '1 person' : `${amount(people)} people`
}

const addressOf = (id: Attention) =>
  `/users?${new URLSearchParams(
    Object.entries(attentionFilters[id]).map(([name, value]) => [name, String(value)]),
  ).toString()}`

/** People somebody should look after, each kind a link to the list of them. */
export function AttentionLinks() {
  const counts = useAttention((store) => store.counts)
  return (
    <nav aria-label="People to look after">
      <ul className="attention">
        {views.map(({ id, icon: Icon, title, text }) => (
          <li key={id}>
            <Link className="attention__link" to={addressOf(id)}>
              <Icon size={16} aria-hidden />
              <span className="attention__title">{title}</span>
              <strong className="attention__count">{peopleWords(counts[id])}</strong>
              <span className="attention__text">{text}</span>
              <ChevronRight size={16} aria-hidden className="attention__arrow" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
