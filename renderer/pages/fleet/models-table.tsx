import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { useHref, useNavigate } from 'react-router'
import type { Model } from '../../../shared/contract/fleet.ts'
import { ModelIcon } from '../../components/model-icon.tsx'
import { ShareBar } from '../../components/share-bar.tsx'
import { amount } from '../../lib/format.ts'
import { lastUsedWords, percentOf, shareWords, sourceWords } from '../../lib/model-words.ts'
import { useNow } from '../../lib/now.ts'
import { isSortKey, sorted, type SortKey, type Sorting } from './sort-models.ts'

const columns: readonly { id: SortKey; title: string; className: string }[] = [
  { id: 'name', title: 'Model', className: 'fleet__model' },
  { id: 'share', title: 'Synced or one device', className: 'fleet__share' },
  { id: 'passkeys', title: 'Passkeys', className: 'table__number fleet__count' },
  { id: 'people', title: 'People', className: 'table__number fleet__count' },
  { id: 'sole', title: 'Nothing else', className: 'table__number fleet__count fleet__sole' },
  { id: 'used', title: 'Last used', className: 'fleet__used' },
]

/** One row a model; the whole row opens it, and every column sorts. */
export function ModelsTable({ models }: { models: Model[] }) {
  const navigate = useNavigate()
  const [sorting, setSorting] = useState<Sorting>({ column: 'passkeys', direction: 'descending' })
  return (
    <RouterProvider navigate={(href) => void navigate(href)} useHref={useHref}>
      <div className="fleet">
        <Table
          aria-label="Models"
          className="table"
          sortDescriptor={sorting}
          onSortChange={({ column, direction }) => {
            if (isSortKey(column)) setSorting({ column, direction })
          }}
        >
          <TableHeader>
            {columns.map(({ id, title, className }) => (
              <Column key={id} id={id} isRowHeader={id === 'name'} allowsSorting className={className}>
                {({ sortDirection }) => <Head title={title} direction={sortDirection} />}
              </Column>
            ))}
          </TableHeader>
          <TableBody>
            {sorted(models, sorting).map((model) => (
              <ModelRow key={model.aaguid} model={model} />
            ))}
          </TableBody>
        </Table>
      </div>
    </RouterProvider>
  )
}

function Head({ title, direction }: { title: string; direction: 'ascending' | 'descending' | undefined }) {
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <span className="table__sort">
      {title}
      {direction && <Arrow size={12} aria-hidden />}
    </span>
  )
}

function ModelRow({ model }: { model: Model }) {
  const now = useNow()
  const { aaguid, name, synced, active, users, usersWithNothingElse, lastUsedOn } = model
  return (
    <Row id={aaguid} href={`/fleet/models/${aaguid}`} textValue={name}>
      <Cell className="fleet__model">
        <div className="model">
          <ModelIcon model={model} />
          <div className="model__text">
            <span className="model__name">{name}</span>
            <span className="model__source">{sourceWords(model)}</span>
          </div>
        </div>
      </Cell>
      <Cell className="fleet__share">
        {active > 0 && <ShareBar percent={percentOf(synced, active)} />}
        <span className="small quiet">{shareWords(model)}</span>
      </Cell>
      <Cell className="table__number fleet__count">{amount(active)}</Cell>
      <Cell className="table__number fleet__count">{amount(users)}</Cell>
      <Cell className="table__number fleet__count fleet__sole">
        {usersWithNothingElse === 0 ? <span className="quiet">0</span> : amount(usersWithNothingElse)}
      </Cell>
      <Cell className="fleet__used">
        <span className={lastUsedOn === null ? 'quiet' : undefined}>{lastUsedWords(model, now)}</span>
      </Cell>
    </Row>
  )
}
