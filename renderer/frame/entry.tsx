import { type ReactNode, Suspense } from 'react'
import { Outlet } from 'react-router'
import { Badge } from '../components/badge.tsx'
import { Mark } from '../components/mark.tsx'
import { useServer } from '../stores/server.ts'
import { usePageFocus } from './page-focus.ts'
import { Splash } from './splash.tsx'

/** The layout of the pages before and beside the frame: the mark, the organisation, one card. */
export function Entry({ children = <Outlet /> }: { children?: ReactNode }) {
  const server = useServer((store) => store.server)
  const page = usePageFocus()
  return (
    <main className="entry" tabIndex={-1} ref={page}>
      <div className="entry__brand">
        <Mark size={28} />
        <span className="entry__name">{server.status === 'ready' ? server.value.name : 'WeftID'}</span>
        {server.status === 'ready' && server.value.local ? <Badge>Local</Badge> : null}
      </div>
      <Suspense fallback={<Splash />}>{children}</Suspense>
    </main>
  )
}
