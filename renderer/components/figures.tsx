import type { ReactNode } from 'react'
import './figures.css'

/** Numbers side by side, each under its name. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figures">{children}</dl>
}

interface FigureProps {
  name: string
  /** Under the number: what it means. */
  note?: ReactNode
  children: ReactNode
}

/** One number of `Figures`. */
export function Figure({ name, note, children }: FigureProps) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd className="figure__value">{children}</dd>
      {note === undefined ? null : <dd className="figure__note">{note}</dd>}
    </div>
  )
}
