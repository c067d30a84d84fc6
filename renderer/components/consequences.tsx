import { CircleCheck, CircleX, ListTodo } from 'lucide-react'
import type { ReactNode } from 'react'
import './consequences.css'

interface ConsequencesProps {
  happens: ReactNode
  stays: ReactNode
  /** What still works, where that is what stays. */
  staysTitle?: string
  /** What the person must still do. */
  left: ReactNode
}

/** What an act that takes something away does, leaves, and leaves to be done. */
export function Consequences({ happens, stays, staysTitle = 'What still works', left }: ConsequencesProps) {
  return (
    <ul className="consequences">
      <li>
        <CircleX size={16} aria-hidden className="consequences__ends" />
        <div>
          <h3>What happens</h3>
          {happens}
        </div>
      </li>
      <li>
        <CircleCheck size={16} aria-hidden className="consequences__stays" />
        <div>
          <h3>{staysTitle}</h3>
          {stays}
        </div>
      </li>
      <li>
        <ListTodo size={16} aria-hidden />
        <div>
          <h3>What is left for you to do</h3>
          {left}
        </div>
      </li>
    </ul>
  )
}
