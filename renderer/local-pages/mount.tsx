import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles.ts'

/** Shows one of the shell's own pages. */
export function mount(page: ReactNode): void {
  const element = document.getElementById('root')
  if (element) createRoot(element).render(<StrictMode>{page}</StrictMode>)
}
