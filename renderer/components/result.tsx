import { type ReactNode, useEffect, useRef } from 'react'
import { Notice } from './notice.tsx'

interface ResultProps {
  onDismiss: () => void
  children: ReactNode
}

/** What an act did, in numbers. Takes the focus, since the control that did it is often gone; stays until dismissed. */
export function Result({ onDismiss, children }: ResultProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => line.current?.focus(), [children])
  return (
    <div ref={line} tabIndex={-1}>
      <Notice tone="done" onDismiss={onDismiss}>
        {children}
      </Notice>
    </div>
  )
}
