import { useEffect } from 'react'
import { useParams } from 'react-router'
import type { Model } from '../../../../shared/contract/fleet.ts'
import { BackLink } from '../../../components/back-link.tsx'
import { Card } from '../../../components/card.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Page } from '../../../components/page.tsx'
import { useFleet } from '../../../stores/fleet.ts'
import { useMay } from '../../../stores/session.ts'
import { OpenJob } from '../model/open-job.tsx'
import './revoke.css'
import { RevokeSteps } from './revoke-steps.tsx'

/** Console > Fleet > (model) > Revoke: what, what it would do, and then the act. */
export function RevokeModelPage() {
  const { aaguid = '' } = useParams()
  const { models, load } = useFleet()
  useEffect(() => void load(), [load])
  const model = models.status === 'ready' ? models.value.find((each) => each.aaguid === aaguid) : undefined
  return (
    <div className="revoke">
      <BackLink to={`/fleet/models/${aaguid}`}>{model?.name ?? 'Model'}</BackLink>
      <Page
        title={model ? `Revoke ${model.name}` : 'Revoke a model'}
        lead="For a model that can no longer be trusted. Nothing is changed before the last step."
      >
        {models.status === 'loading' && (
          <Card flush>
            <Loading what="the model" rows={4} />
          </Card>
        )}
        {models.status === 'failed' && (
          <Failure message={models.message} details={models.details} onRetry={() => void load()} />
        )}
        {models.status === 'ready' && <Steps aaguid={aaguid} model={model} />}
      </Page>
    </div>
  )
}

function Steps({ aaguid, model }: { aaguid: string; model: Model | undefined }) {
  const mayRevoke = useMay('fleet.revoke')
  if (!mayRevoke) return <Notice>Only an administrator can revoke a whole model.</Notice>
  if (!model) return <Notice>No passkey of this model is in use: there is nothing to revoke.</Notice>
  return (
    <>
      <OpenJob aaguid={aaguid} />
      <RevokeSteps key={aaguid} model={model} />
    </>
  )
}
