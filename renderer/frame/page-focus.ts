import { type RefObject, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** A new page takes focus, so that reading and the Tab key start there; not the first, nor over a field that has it. */
export function usePageFocus(): RefObject<HTMLElement | null> {
  const { pathname } = useLocation()
  const page = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    window.scrollTo(0, 0)
    const hasFocus = page.current?.contains(document.activeElement) ?? false
    if (!hasFocus) page.current?.focus({ preventScroll: true })
  }, [pathname])
  return page
}
