import { Send } from 'lucide-react'
import type { UsersFilter } from '../../../shared/contract/users.ts'
import { Button } from '../../components/button.tsx'
import { DownloadLink } from '../../components/download-link.tsx'
import { exportAddress } from '../../stores/users.ts'

interface Props {
  filter: UsersFilter
  /** In words; null while it is not known. */
  matching: string | null
  selected: number
  isReminding: boolean
  onRemind: () => void
  onDeselect: () => void
}

/** How many there are and the whole list to take away; or, while some are selected, what can be done with them. */
export function ListHead({ filter, matching, selected, isReminding, onRemind, onDeselect }: Props) {
  if (selected > 0) {
    return (
      <div className="users__head users__head--selected">
        <strong role="status">{selected === 1 ? '1 selected' : `${selected} selected`}</strong>
        <div className="users__acts">
          <Button icon={Send} isBusy={isReminding} onPress={onRemind}>
            Remind by mail
          </Button>
          <Button variant="quiet" onPress={onDeselect}>
            Deselect
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="users__head">
      <span className="quiet" role="status">
        {matching}
        {matching !== null && filter.unusedDays !== undefined && ', the longest unused first'}
      </span>
      <DownloadLink variant="quiet" href={exportAddress(filter)}>
        Export CSV
      </DownloadLink>
    </div>
  )
}
