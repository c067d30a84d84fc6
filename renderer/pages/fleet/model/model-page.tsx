import { CircleSlash } from 'lucide-react'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { BackLink } from '../../../components/back-link.tsx'
import { LinkButton } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Loading } from '../../../components/loading.tsx'
import { coalesced } from '../../../lib/coalesce.ts'
import { useFleet } from '../../../stores/fleet.ts'
import { subscribe } from '../../../stores/live.ts'
import { useModelPeople } from '../../../stores/model-people.ts'
import './model.css'
import { ModelView } from './model-view.tsx'

function useLiveModel(aaguid: string): void {
  const { load, reload } = useFleet()
  const { load: loadPeople, reload: reloadPeople } = useModelPeople()
  useEffect(() => {
    void load()
    void loadPeople(aaguid)
  }, [aaguid, load, loadPeople])
  useEffect(() => {
    const look = coalesced(async () => {
      await Promise.all([reload(), reloadPeople()])
    }, 2000)
    const stops = [
      subscribe('fleet.changed', look),
      subscribe('fleet.progress', look),
      subscribe('passkeys.changed', look),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [reload, reloadPeople])
}

/** Console > Fleet > (model): its figures, its people, and revoking it in bulk. */
export function ModelPage() {
  const { aaguid = '' } = useParams()
  const { models, load } = useFleet()
  useLiveModel(aaguid)
  const model = models.status === 'ready' ? models.value.find((each) => each.aaguid === aaguid) : undefined
  return (
    <div className="page page--wide">
      <BackLink to="/fleet">Fleet</BackLink>
      {models.status === 'loading' && (
        <Card flush>
          <Loading what="the model" rows={6} />
        </Card>
      )}
      {models.status === 'failed' && (
        <Failure message={models.message} details={models.details} onRetry={() => void load()} />
      )}
      {models.status === 'ready' && !model && <NotInUse />}
      {model && <ModelView key={aaguid} model={model} />}
    </div>
  )
}

function NotInUse() {
  return (
    <Card flush>
      <title>Model · WeftID</title>
      <h1 className="unseen">Model not in use</h1>
      <Empty
        icon={CircleSlash}
        title="No passkey of this model is in use"
        action={<LinkButton to="/fleet">See every model</LinkButton>}
      >
        Nobody has one, or all of them were revoked. What was done stays in the record and under Bulk
        revocations.
      </Empty>
    </Card>
  )
}
