import { ListFilter } from 'lucide-react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../../components/button.tsx'
import { DayField } from '../../components/day-field.tsx'
import { dayOf, isDay } from '../../lib/days.ts'
import { useNow } from '../../lib/now.ts'
import { ActionField } from './action-field.tsx'
import type { Asked, AskedName } from './audit-filter.ts'
import { PersonField } from './person-field.tsx'

interface Props {
  asked: Asked
  onChange: (name: AskedName, value: string) => void
}

/** What kind of entries, of which days, by and about whom; each choice counts at once. */
export function FilterForm({ asked, onChange }: Props) {
  const today = dayOf(useNow())
  // A day that is being typed is none yet.
  const changeDay = (name: 'from' | 'to') => (day: string) => {
    if (day === '' || isDay(day)) onChange(name, day)
  }
  return (
    <DialogTrigger>
      <Button icon={ListFilter}>Filter</Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog className="audit-filter" aria-label="Filter">
          <ActionField value={asked.action} onChange={(action) => onChange('action', action ?? '')} />
          <div className="audit-filter__days">
            <DayField
              label="From"
              value={asked.from ?? ''}
              max={asked.to ?? today}
              onChange={changeDay('from')}
            />
            <DayField
              label="Until"
              value={asked.to ?? ''}
              min={asked.from}
              max={today}
              onChange={changeDay('to')}
            />
          </div>
          <PersonField label="By" onChoose={(id) => onChange('actor', id)} />
          <PersonField label="About" onChoose={(id) => onChange('target', id)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
