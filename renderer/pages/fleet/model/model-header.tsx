import { Pencil, ShieldOff } from 'lucide-react'
import { useState } from 'react'
import type { Model } from '../../../../shared/contract/fleet.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button, LinkButton } from '../../../components/button.tsx'
import { ModelIcon } from '../../../components/model-icon.tsx'
import { sourceWords } from '../../../lib/model-words.ts'
import { useMay } from '../../../stores/session.ts'
import { RenameModel } from './rename-model.tsx'

/** What it is, and what those who may can do about it. */
export function ModelHeader({ model }: { model: Model }) {
  const mayAct = useMay('fleet.revoke')
  const [isRenaming, setRenaming] = useState(false)
  return (
    <header className="page__head">
      <title>{`${model.name} · WeftID`}</title>
      {isRenaming ? (
        <RenameModel model={model} onDone={() => setRenaming(false)} />
      ) : (
        <div className="model-head">
          <ModelIcon model={model} />
          <h1>{model.name}</h1>
          <Badge>{sourceWords(model)}</Badge>
          {mayAct && (
            <Button variant="quiet" icon={Pencil} onPress={() => setRenaming(true)}>
              Rename
            </Button>
          )}
        </div>
      )}
      {mayAct && !isRenaming && (
        <div className="page__action">
          <LinkButton to={`/fleet/models/${model.aaguid}/revoke`} icon={ShieldOff}>
            Revoke this model…
          </LinkButton>
        </div>
      )}
    </header>
  )
}
