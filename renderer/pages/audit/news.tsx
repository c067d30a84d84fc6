import { ArrowUp } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { amount } from '../../lib/format.ts'
import { useAudit } from '../../stores/audit.ts'

/** How many entries came in since the list was loaded; they stand in it once that is wanted, so that nothing jumps. */
export function News() {
  const { news, showNews } = useAudit()
  const { items, isWhole } = news
  const words =
    items.length === 1 ? '1 new entry' : `${amount(items.length)}${isWhole ? '' : '+'} new entries`
  return (
    <div role="status" className="audit__news">
      {items.length > 0 && (
        <Button variant="quiet" icon={ArrowUp} onPress={() => void showNews()}>
          {words}
        </Button>
      )}
    </div>
  )
}
