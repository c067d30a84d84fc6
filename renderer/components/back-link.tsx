import { ChevronLeft } from 'lucide-react'
import { Link } from 'react-router'
import './back-link.css'

/** The way up, above the title of a page that belongs to another. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="back-link">
      <ChevronLeft size={16} aria-hidden />
      {children}
    </Link>
  )
}
