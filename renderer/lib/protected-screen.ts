import { useEffect } from 'react'
import { desktop } from './desktop.ts'

/** While the component is shown, the window stays out of screenshots and shared screens, where the system can do that. */
export function useProtectedScreen(): void {
  useEffect(() => {
    desktop?.protectScreen(true).catch(() => undefined)
    return () => {
      desktop?.protectScreen(false).catch(() => undefined)
    }
  }, [])
}
