import { Download } from 'lucide-react'

interface DownloadLinkProps {
  href: string
  variant?: 'secondary' | 'quiet'
  children: string
}

/** A file of the server's to be saved, as a button. */
export function DownloadLink({ href, variant = 'secondary', children }: DownloadLinkProps) {
  return (
    <a className={`button button--${variant}`} href={href} download>
      <Download size={16} aria-hidden />
      {children}
    </a>
  )
}
