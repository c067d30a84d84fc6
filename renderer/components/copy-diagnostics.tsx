import { useState } from 'react'
import { desktop } from '../lib/desktop.ts'
import { Button } from './button.tsx'

/** In the app only: what whoever helps asks for first, on the clipboard. */
export function CopyDiagnostics() {
  const [isCopied, setCopied] = useState(false)
  if (desktop === null) return null
  const copy = () => {
    desktop?.copyDiagnostics().then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return (
    <Button variant="quiet" onPress={copy}>
      {isCopied ? 'Copied' : 'Copy diagnostics'}
    </Button>
  )
}
