import { ChevronRight } from 'lucide-react'
import type { Mail } from '../../../shared/contract/notices.ts'
import { Time } from '../../components/time.tsx'

/** One mail: to whom and about what, and its text once opened. */
export function MailLine({ mail: { subject, to, at, text } }: { mail: Mail }) {
  return (
    <li>
      <details className="mail">
        <summary className="mail__line">
          <ChevronRight size={16} aria-hidden className="mail__arrow" />
          <span className="mail__words">
            <span className="mail__subject">{subject}</span>
            <span className="quiet small">{to}</span>
          </span>
          <span className="quiet small">
            <Time at={at} />
          </span>
        </summary>
        <pre className="mail__text">{text}</pre>
      </details>
    </li>
  )
}
