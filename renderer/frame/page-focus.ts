import { type RefObject, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

// Beyond any one layout: going from one to the other is a new page too.
let shown: string | null = null

/** A new page takes focus, so that reading and the Tab key start there; not the first, nor over a field that has it. */
export function usePageFocus(): RefObject<HTMLElement | null> {
  const { pathname } = useLocation()
  const page = useRef<HTMLElement>(null)
  useEffect(() => {
    const isNew = shown !== null && shown !== pathname
    shown = pathname
    if (!isNew) return
    window.scrollTo(0, 0)
    // A frame later: a field that takes the focus itself, after a link was opened by key, does so only then.
    requestAnimationFrame(() => {
      const hasFocus = page.current?.contains(document.activeElement) ?? false
      if (!hasFocus) page.current?.focus({ preventScroll: true })
    })
  }, [pathname])
  return page
}
