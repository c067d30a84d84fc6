import type { ChainFault } from '../../../shared/contract/audit.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { Notice } from '../../components/notice.tsx'
import { amount, count } from '../../lib/format.ts'
import type { Verdict } from '../../stores/audit-check.ts'

interface Props {
  verdict: Verdict
  /** It was held against an earlier head. */
  isAgainstHead: boolean
}

/** What the check found, and the head to be kept for the next one. */
export function CheckResult({ verdict, isAgainstHead }: Props) {
  const { entries, unsealed, head, fault } = verdict
  return (
    <>
      {fault ? (
        <Notice tone="danger" title={faultTitles[fault.kind]}>
          {faultWords(fault)} {count(entries, 'entry', 'entries')} before it {entries === 1 ? 'is' : 'are'} in
          place. Keep a copy of the database as it is now, and find out who could reach it.
        </Notice>
      ) : (
        <Notice tone="done" title={inPlaceWords(entries)}>
          {isAgainstHead
            ? 'None was altered, removed or inserted, and what the earlier head saw is still there.'
            : 'None was altered, removed or inserted.'}
          {unsealed > 0 &&
            ` ${count(unsealed, 'entry', 'entries')} came in just now and will be sealed next.`}
        </Notice>
      )}
      {head !== null && (
        <div className="head">
          <div className="head__row">
            <div>
              <h3>Head</h3>
              <p className="quiet">
                Keep it somewhere else, such as in the ticket. Given to a later check it proves that nothing
                up to here was cut off.
              </p>
            </div>
            <CopyButton text={head} label="Copy head" />
          </div>
          <code className="head__value">{head}</code>
        </div>
      )}
    </>
  )
}

function inPlaceWords(entries: number): string {
  if (entries === 0) return 'Nothing has been sealed yet'
  return entries === 1 ? 'The one entry is in place' : `All ${amount(entries)} entries are in place`
}

const faultTitles: Record<ChainFault['kind'], string> = {
  altered: 'An entry was altered',
  missing: 'An entry is missing',
  inserted: 'An entry was put in between',
  cut: 'The end of the record was cut off',
}

function faultWords({ kind, position, entryId }: ChainFault): string {
  const number = position === null ? '' : ` number ${amount(position)}`
  const id = entryId === null ? '' : ` (entry ${entryId})`
  switch (kind) {
    case 'altered':
      return `What stands as${number}${id} is not what was sealed there.`
    case 'missing':
      return `What was sealed as${number}${id} is gone.`
    case 'inserted':
      return `It was never sealed, though later ones were${id}.`
    case 'cut':
      return `From${number} on, what was there is not there any more.`
  }
}
