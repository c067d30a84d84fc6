import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

const icons = { info: Info, attention: TriangleAlert, danger: CircleAlert, done: CircleCheck }

interface NoticeProps {
  tone?: keyof typeof icons
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  onDismiss?: () => void
}

/** Something that matters and therefore stays on the page; `danger` interrupts a screen reader, the rest waits. */
export function Notice({ tone = 'info', title, children, action, onDismiss }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className={`notice notice--${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden />
      <div className="notice__body">
        {title === undefined ? null : <div className="notice__title">{title}</div>}
        {children === undefined ? null : <div>{children}</div>}
        {action === undefined ? null : <div className="notice__action">{action}</div>}
      </div>
      {onDismiss && (
        <Button variant="quiet" icon={X} aria-label="Dismiss" className="notice__close" onPress={onDismiss} />
      )}
    </div>
  )
}
