import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { amount } from '../../../lib/format.ts'
import { doneOf } from '../../../lib/revocation-words.ts'
import { useRevocation, type Outcome } from '../../../stores/revocation.ts'

/** All results, or only those of one outcome, each with how many there are. */
export function OutcomeFilter({ job }: { job: Revocation }) {
  const { outcome, show } = useRevocation()
  const choices: { id: Outcome; label: string; count: number }[] = [
    { id: 'all', label: 'All', count: doneOf(job) },
    { id: 'skipped', label: 'Skipped', count: job.skipped },
    { id: 'revoked', label: 'Revoked', count: job.revoked },
  ]
  return (
    <ToggleButtonGroup
      aria-label="Which results"
      className="segments"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[outcome]}
      onSelectionChange={(keys) => {
        const chosen = choices.find(({ id }) => keys.has(id))
        if (chosen) void show(chosen.id)
      }}
    >
      {choices.map(({ id, label, count }) => (
        <ToggleButton key={id} id={id} className="segment">
          {label} <span className="segment__count">{amount(count)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
