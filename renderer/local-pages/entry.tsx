import { useEffect, useRef, type ReactNode } from 'react'
import { Mark } from '../components/mark.tsx'

interface EntryProps {
  title: string
  lead?: ReactNode
  /** Something on the page wants the focus more than its title. */
  hasFocus?: boolean
  children: ReactNode
}

/** The card that every page of the shell's own is. Its title takes the focus, so that it is read out. */
export function Entry({ title, lead, hasFocus = false, children }: EntryProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!hasFocus) heading.current?.focus()
  }, [title, hasFocus])
  return (
    <main className="entry">
      <div className="entry__brand">
        <Mark size={24} />
        <span className="entry__name">WeftID</span>
      </div>
      <div className="entry__card">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p className="entry__lead">{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  )
}
