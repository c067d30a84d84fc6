import { type ReactNode, useId } from 'react'

interface PageProps {
  title: string
  /** One line of what the page is for. */
  lead?: ReactNode
  /** The primary act, on the right of the title. */
  action?: ReactNode
  /** For tables: 1,200 px instead of 880. */
  wide?: boolean
  children: ReactNode
}

/** A page inside the frame: names the document, draws title, lead and the primary act. */
export function Page({ title, lead, action, wide = false, children }: PageProps) {
  return (
    <div className={wide ? 'page page--wide' : 'page'}>
      <title>{`${title} · WeftID`}</title>
      <header className="page__head">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <p className="page__lead">{lead}</p>}
        </div>
        {action === undefined ? null : <div className="page__action">{action}</div>}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  title: ReactNode
  description?: ReactNode
  action?: ReactNode
  children: ReactNode
}

/** A titled part of a page, reachable as a region by its title. */
export function Section({ title, description, action, children }: SectionProps) {
  const heading = useId()
  return (
    <section className="section" aria-labelledby={heading}>
      <div className="section__head">
        <div>
          <h2 id={heading}>{title}</h2>
          {description === undefined ? null : <p className="section__text">{description}</p>}
        </div>
        {action === undefined ? null : <div className="section__action">{action}</div>}
      </div>
      {children}
    </section>
  )
}
