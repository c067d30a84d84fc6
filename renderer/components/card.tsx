import type { ReactNode } from 'react'

interface CardProps {
  /** Without inner space, for lists and tables that bring their own. */
  flush?: boolean
  className?: string
  children: ReactNode
}

/** A bordered surface. */
export function Card({ flush = false, className = '', children }: CardProps) {
  return <div className={`card ${flush ? 'card--flush' : ''} ${className}`}>{children}</div>
}
