import { KeyRound } from 'lucide-react'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { fleetWords } from '../../lib/model-words.ts'
import { useFleet } from '../../stores/fleet.ts'
import { ModelsTable } from './models-table.tsx'

/** The models in use, in each state the asking can be in. */
export function Models() {
  const { models, load } = useFleet()
  const isKnown = models.status === 'ready' && models.value.length > 0
  return (
    <Section title="Models" description={isKnown ? fleetWords(models.value) : undefined}>
      {models.status === 'loading' && (
        <Card flush>
          <Loading what="models" rows={6} />
        </Card>
      )}
      {models.status === 'failed' && (
        <Failure message={models.message} details={models.details} onRetry={() => void load()} />
      )}
      {models.status === 'ready' && models.value.length === 0 && (
        <Card flush>
          <Empty icon={KeyRound} title="No passkeys yet">
            As soon as somebody registers one, its model stands here.
          </Empty>
        </Card>
      )}
      {isKnown && <ModelsTable models={models.value} />}
    </Section>
  )
}
