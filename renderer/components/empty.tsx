import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** Nothing here yet, and the next step. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      <h3>{title}</h3>
      {children === undefined ? null : <p className="empty__text">{children}</p>}
      {action === undefined ? null : <div className="empty__action">{action}</div>}
    </div>
  )
}
