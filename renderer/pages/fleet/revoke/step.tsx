import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'

interface StepProps {
  number: number
  title: string
  state: 'open' | 'done' | 'to-come'
  /** What was decided, once it is done. */
  summary?: ReactNode
  /** Opens it again, once it is done. */
  onReopen?: () => void
  reopenWords?: string
  children: ReactNode
}

/** One step of several on one page: open, told in a line once it is done, or only its title. */
export function Step({
  number,
  title,
  state,
  summary,
  onReopen,
  reopenWords = 'Change',
  children,
}: StepProps) {
  const id = useId()
  const heading = useOpened(state)
  return (
    <section aria-labelledby={id} aria-current={state === 'open' ? 'step' : undefined}>
      <Card className={`step step--${state}`}>
        <span className="step__number" aria-hidden>
          {state === 'done' ? <Check size={14} strokeWidth={2.5} /> : number}
        </span>
        <div className="step__body">
          <div className="step__head">
            <h2 id={id} ref={heading} tabIndex={-1}>
              <span className="unseen">Step {number}: </span>
              {title}
            </h2>
            {state === 'done' && onReopen && <Button onPress={onReopen}>{reopenWords}</Button>}
          </div>
          {state === 'done' && summary}
          {state === 'open' && children}
        </div>
      </Card>
    </section>
  )
}

/** Takes the focus to the step that opens, not to the one the page begins with. */
function useOpened(state: StepProps['state']) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(state)
  useEffect(() => {
    if (state === 'open' && before.current !== 'open') heading.current?.focus()
    before.current = state
  }, [state])
  return heading
}
