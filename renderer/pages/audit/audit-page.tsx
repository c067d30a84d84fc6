import { FileCheck } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { coalesced } from '../../lib/coalesce.ts'
import { useAudit } from '../../stores/audit.ts'
import { subscribe } from '../../stores/live.ts'
import { askedOf, filterOf, withAsked, type AskedName } from './audit-filter.ts'
import './audit.css'
import { AuditList } from './audit-list.tsx'
import { CheckDialog } from './check-dialog.tsx'
import { FilterBar } from './filter-bar.tsx'

/** Console > Audit: who did what to whom, and proof that nobody altered it. What is asked for stands in the address. */
export function AuditPage() {
  const [address, setAddress] = useSearchParams()
  const query = address.toString()
  const asked = useMemo(() => askedOf(new URLSearchParams(query)), [query])
  const { load, look } = useAudit()
  const [isChecking, setChecking] = useState(false)
  useEffect(() => void load(filterOf(asked)), [load, asked])
  useEffect(() => subscribe('audit.changed', coalesced(look, 1000)), [look])

  const change = useCallback(
    (name: AskedName, value: string) => setAddress((now) => withAsked(now, name, value), { replace: true }),
    [setAddress],
  )
  return (
    <Page
      wide
      title="Audit"
      lead="Who did what to whom, when, from where and why. Entries are only ever added."
      action={
        <Button icon={FileCheck} onPress={() => setChecking(true)}>
          Check the record
        </Button>
      }
    >
      <div className="audit">
        <FilterBar asked={asked} onChange={change} onClear={() => setAddress({}, { replace: true })} />
        <AuditList asked={asked} onChange={change} onClear={() => setAddress({}, { replace: true })} />
      </div>
      {isChecking && <CheckDialog onClose={() => setChecking(false)} />}
    </Page>
  )
}
