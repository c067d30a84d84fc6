import { useEffect } from 'react'
import { Page } from '../../components/page.tsx'
import { coalesced } from '../../lib/coalesce.ts'
import { useAttention } from '../../stores/attention.ts'
import { useFleet } from '../../stores/fleet.ts'
import { subscribe } from '../../stores/live.ts'
import { AttentionLinks } from './attention-links.tsx'
import './fleet.css'
import { Jobs } from './jobs.tsx'
import { Models } from './models.tsx'

/** Asks for what the page shows, and again whenever somebody changed it. */
function useLiveFleet(): void {
  const { load, reload } = useFleet()
  const { load: loadCounts, reload: reloadCounts } = useAttention()
  useEffect(() => {
    void load()
    void loadCounts()
  }, [load, loadCounts])
  useEffect(() => {
    const look = coalesced(reload, 1000)
    const lookAtPeople = coalesced(reloadCounts, 3000)
    const stops = [
      subscribe('fleet.changed', look),
      subscribe('fleet.progress', look),
      subscribe('passkeys.changed', look),
      subscribe('users.changed', lookAtPeople),
      subscribe('passkeys.changed', lookAtPeople),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [reload, reloadCounts])
}

/** Console > Fleet: every authenticator model in use, who depends on it, and what was revoked in bulk. */
export function FleetPage() {
  useLiveFleet()
  return (
    <Page wide title="Fleet" lead="Every authenticator model in use, and who would be stuck without it.">
      <AttentionLinks />
      <Models />
      <Jobs />
    </Page>
  )
}
