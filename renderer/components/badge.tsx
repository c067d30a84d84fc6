import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface BadgeProps {
  tone?: 'neutral' | 'accent' | 'attention' | 'danger' | 'done'
  icon?: LucideIcon
  children: ReactNode
}

/** A state in a word or two; the colour only repeats what the word says. */
export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps) {
  return (
    <span className={`badge badge--${tone}`}>
      {Icon && <Icon size={12} aria-hidden />}
      {children}
    </span>
  )
}
