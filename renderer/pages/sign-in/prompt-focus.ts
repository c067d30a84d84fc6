import { type RefObject, useEffect, useRef } from 'react'

interface PromptFocus {
  /** Around the control that usually opens the prompt and comes back after it. */
  region: RefObject<HTMLDivElement | null>
  /** Call it where another control opens the prompt. */
  openedHere: () => void
}

/** After a prompt the focus is on the control that opened it again. */
export function usePromptFocus(isOpen: boolean): PromptFocus {
  const region = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      const usual = region.current?.querySelector('button')
      const target = opener.current?.isConnected ? opener.current : usual
      if (target instanceof HTMLElement) target.focus()
      opener.current = null
    }
    wasOpen.current = isOpen
  }, [isOpen])
  return { region, openedHere: () => (opener.current = document.activeElement) }
}
