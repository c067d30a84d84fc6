import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface WaitingProps {
  /** What the system asks for: "Windows is asking for your fingerprint, face or PIN…" */
  children: ReactNode
  onCancel: () => void
}

/** The calm line that stands where the button was while the system's own dialog is up. */
export function Waiting({ children, onCancel }: WaitingProps) {
  return (
    <div className="waiting">
      <span className="waiting__pulse" aria-hidden />
      <span className="waiting__text" role="status">
        {children}
      </span>
      <Button variant="quiet" onPress={onCancel} autoFocus>
        Cancel
      </Button>
    </div>
  )
}
