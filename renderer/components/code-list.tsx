import { Download, Printer } from 'lucide-react'
import { useProtectedScreen } from '../lib/protected-screen.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'

interface CodeListProps {
  codes: readonly string[]
  /** What they are and whose, as printed and as the first lines of the file. */
  heading?: string
}

function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Codes shown once: in two columns, to copy, download or print. */
export function CodeList({ codes, heading = 'WeftID backup codes' }: CodeListProps) {
  useProtectedScreen()
  const text = `${heading}\nEach code works once.\n\n${codes.join('\n')}\n`
  return (
    <div className="codes">
      <p className="codes__heading">{heading}</p>
      <ol className="codes__list" aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="codes__actions">
        <CopyButton text={codes.join('\n')} />
        <Button icon={Download} onPress={() => download(text, 'weftid-backup-codes.txt')}>
          Download
        </Button>
        <Button icon={Printer} onPress={() => window.print()}>
          Print
        </Button>
      </div>
    </div>
  )
}
