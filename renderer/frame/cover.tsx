import { useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../components/button.tsx'
import { Mark } from '../components/mark.tsx'
import { useCover } from '../stores/cover.ts'
import './cover.css'

/** Over everything while nobody is at the computer: nothing of the page is to be seen or reached behind it. */
export function Cover() {
  const { isCovered } = useCover()
  // Outside of what an open dialog may hide, and above it.
  return isCovered ? createPortal(<CoverPanel />, document.body) : null
}

function CoverPanel() {
  const { uncover } = useCover()
  useLayoutEffect(() => {
    const before = document.activeElement
    return () => {
      // What was hidden can have the focus again once it is seen.
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus())
    }
  }, [])
  return (
    <div
      className="cover"
      role="dialog"
      aria-modal="true"
      aria-label="WeftID is covered"
      data-react-aria-top-layer="true"
    >
      <Mark size={40} />
      <p className="cover__words">Covered while you are away.</p>
      <Button variant="primary" autoFocus onPress={() => void uncover()}>
        Continue
      </Button>
    </div>
  )
}
