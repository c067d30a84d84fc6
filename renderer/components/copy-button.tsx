import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

interface CopyButtonProps {
  text: string
  label?: string
  variant?: 'secondary' | 'quiet'
}

const words = { idle: '', copied: 'Copied', failed: 'Copying was not allowed. Select the text and copy it.' }

/** Copies `text` and says so. */
export function CopyButton({ text, label = 'Copy', variant = 'secondary' }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof words>('idle')
  useEffect(() => {
    if (state === 'idle') return undefined
    const timer = setTimeout(() => setState('idle'), 3000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <Button variant={variant} icon={state === 'copied' ? Check : Copy} onPress={() => void copy()}>
        {state === 'copied' ? 'Copied' : label}
      </Button>
      <span role="status" className={state === 'failed' ? 'field__error' : 'unseen'}>
        {words[state]}
      </span>
    </>
  )
}
