import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '../../components/card.tsx'

interface Props {
  icon: LucideIcon
  title: string
  badge?: ReactNode
  /** What to know about it, each with a dot before it. */
  facts: ReactNode[]
  acts: ReactNode
}

/** A way in, or a part of one, that is no passkey: what it is and what can be done with it. */
export function MethodCard({ icon: Icon, title, badge, facts, acts }: Props) {
  return (
    <Card>
      <div className="own-passkey" role="group" aria-label={title}>
        <span className="own-passkey__icon">
          <Icon size={20} strokeWidth={1.75} aria-hidden />
        </span>
        <div className="own-passkey__text">
          <div className="own-passkey__heading">
            <h3>{title}</h3>
            {badge}
          </div>
          <div className="own-passkey__facts">
            {facts.map((fact, at) => (
              <span key={at}>{fact}</span>
            ))}
          </div>
        </div>
        <div className="own-passkey__acts">{acts}</div>
      </div>
    </Card>
  )
}
