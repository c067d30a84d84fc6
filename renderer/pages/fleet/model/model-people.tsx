import { UserRoundSearch, UsersRound } from 'lucide-react'
import type { Model } from '../../../../shared/contract/fleet.ts'
import { LinkButton } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Loading } from '../../../components/loading.tsx'
import { LoadMore } from '../../../components/load-more.tsx'
import { Section } from '../../../components/page.tsx'
import { amount, count } from '../../../lib/format.ts'
import { useModelPeople } from '../../../stores/model-people.ts'
import { PeopleTable } from './people-table.tsx'

/** Who has passkeys of a model, a page at a time. */
export function ModelPeople({ model }: { model: Model }) {
  const { aaguid, people, load, loadMore } = useModelPeople()
  const { items, next } = people.status === 'ready' ? people.value : { items: [], next: null }
  const isEmpty = people.status === 'ready' && items.length === 0
  return (
    <Section
      title="People"
      description={soleWords(model)}
      action={
        model.usersWithNothingElse > 0 && (
          <LinkButton to={`/users?soleModel=${model.aaguid}`} icon={UserRoundSearch}>
            List those with nothing else
          </LinkButton>
        )
      }
    >
      {people.status === 'loading' && (
        <Card flush>
          <Loading what="people" rows={6} />
        </Card>
      )}
      {people.status === 'failed' && (
        <Failure message={people.message} details={people.details} onRetry={() => void load(aaguid)} />
      )}
      {isEmpty && (
        <Card flush>
          <Empty icon={UsersRound} title="Nobody has one any more" />
        </Card>
      )}
      {items.length > 0 && <PeopleTable people={items} />}
      <LoadMore next={next} load={loadMore} />
    </Section>
  )
}

function soleWords({ users, usersWithNothingElse }: Model): string {
  const people = count(users, 'person', 'people')
  if (users === 0) return 'Nobody has one that could be used now.'
  if (usersWithNothingElse === 0) return `${people}, each with a passkey of another model too.`
  if (usersWithNothingElse === users) return `${people}, with no passkey of another model.`
  return `${people}, ${amount(usersWithNothingElse)} of them with no passkey of another model.`
}
