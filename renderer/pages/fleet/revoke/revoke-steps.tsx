import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Model } from '../../../../shared/contract/fleet.ts'
import { useOrder, type Order, type Preview } from '../../../stores/revocation-order.ts'
import { ConfirmStep } from './confirm-step.tsx'
import { OrderSummary } from './order-summary.tsx'
import { PreviewStep } from './preview-step.tsx'
import { Step } from './step.tsx'
import { previewWords } from './revoke-words.ts'
import { WhatStep } from './what-step.tsx'

type Stage = { step: 1 } | { step: 2 | 3; order: Order; expected: Preview }

/** From what is wanted over what it would do to the act; each step can be gone back to. */
export function RevokeSteps({ model }: { model: Model }) {
  const navigate = useNavigate()
  const { begin, preview, start } = useOrder()
  const [stage, setStage] = useState<Stage>({ step: 1 })
  const stateOf = (step: number) => (step === stage.step ? 'open' : step < stage.step ? 'done' : 'to-come')
  useEffect(() => begin(model.aaguid), [begin, model.aaguid])
  const give = async (order: Order) => {
    const { id } = await start(order)
    await navigate(`/fleet/revocations/${id}`, { replace: true })
  }
  return (
    <>
      <Step
        number={1}
        title="What to revoke, and why"
        state={stateOf(1)}
        summary={stage.step > 1 && 'order' in stage && <OrderSummary order={stage.order} />}
        onReopen={() => setStage({ step: 1 })}
      >
        <WhatStep
          model={model}
          onPreview={async (order) => setStage({ step: 2, order, expected: await preview(order) })}
        />
      </Step>
      <Step
        number={2}
        title="What it would do"
        state={stateOf(2)}
        summary={stage.step === 3 && <p className="quiet">{previewWords(stage.expected)}</p>}
        reopenWords="Look again"
        onReopen={() => setStage((now) => (now.step === 1 ? now : { ...now, step: 2 }))}
      >
        {stage.step === 2 && (
          <PreviewStep
            order={stage.order}
            expected={stage.expected}
            onContinue={() => setStage({ ...stage, step: 3 })}
          />
        )}
      </Step>
      <Step number={3} title="Confirm" state={stateOf(3)}>
        {stage.step === 3 && (
          <ConfirmStep
            order={stage.order}
            expected={stage.expected}
            onBack={() => setStage({ ...stage, step: 2 })}
            onConfirm={() => give(stage.order)}
          />
        )}
      </Step>
    </>
  )
}
