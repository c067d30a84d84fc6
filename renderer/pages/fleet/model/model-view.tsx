import type { Model } from '../../../../shared/contract/fleet.ts'
import { Figure, Figures } from '../../../components/figures.tsx'
import { Notice } from '../../../components/notice.tsx'
import { ShareBar } from '../../../components/share-bar.tsx'
import { amount } from '../../../lib/format.ts'
import { kindOfModel, lastUsedWords, percentOf, shareWords } from '../../../lib/model-words.ts'
import { useNow } from '../../../lib/now.ts'
import { ModelDetails } from './model-details.tsx'
import { ModelHeader } from './model-header.tsx'
import { ModelPeople } from './model-people.tsx'
import { OpenJob } from './open-job.tsx'

/** One model, once it is known. */
export function ModelView({ model }: { model: Model }) {
  return (
    <>
      <ModelHeader model={model} />
      <OpenJob aaguid={model.aaguid} />
      {kindOfModel(model) === 'unknown' && (
        <Notice title="Several kinds of authenticator may be counted here">
          They do not tell their model, as some security keys and managers do where no proof of it is asked
          for. Look at the people below to see what they have.
        </Notice>
      )}
      <ModelFigures model={model} />
      <ModelDetails model={model} />
      <ModelPeople model={model} />
    </>
  )
}

function ModelFigures({ model }: { model: Model }) {
  const now = useNow()
  const { active, suspended, synced, users, usersWithNothingElse } = model
  return (
    <Figures>
      <Figure
        name="Passkeys"
        note={suspended > 0 ? `and ${amount(suspended)} suspended` : 'that can be used'}
      >
        {amount(active)}
      </Figure>
      <Figure name="People" note="who have at least one">
        {amount(users)}
      </Figure>
      <Figure name="With nothing else" note="no passkey of another model">
        {amount(usersWithNothingElse)}
      </Figure>
      <Figure name="Synced" note={shareWords(model)}>
        {amount(synced)}
        {active > 0 && <ShareBar percent={percentOf(synced, active)} />}
      </Figure>
      <Figure name="Last used" note="by anybody">
        {lastUsedWords(model, now)}
      </Figure>
    </Figures>
  )
}
