import { Menu as MenuIcon, X } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Outlet, useLocation } from 'react-router'
import { Badge } from '../components/badge.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Loading } from '../components/loading.tsx'
import { Mark } from '../components/mark.tsx'
import { useServer } from '../stores/server.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import { Navigation } from './navigation.tsx'
import { usePageFocus } from './page-focus.ts'
import { Person } from './person.tsx'

function Brand() {
  const server = useServer((store) => store.server)
  return (
    <div className="rail__brand">
      <Mark size={22} />
      <span className="rail__name">{server.status === 'ready' ? server.value.name : 'WeftID'}</span>
      {server.status === 'ready' && server.value.local ? <Badge>Local</Badge> : null}
    </div>
  )
}

/** The frame of the product: rail or top bar, and the page. */
export function Frame() {
  const { pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  const main = usePageFocus()

  // Belongs to the page it was opened on: going elsewhere closes it.
  const isOpen = openAt === pathname
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header
        className="rail"
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpenAt(null)
        }}
      >
        <div className="rail__bar">
          <Brand />
          <Button
            variant="quiet"
            className="rail__toggle"
            icon={isOpen ? X : MenuIcon}
            aria-label={isOpen ? 'Close the menu' : 'Open the menu'}
            aria-expanded={isOpen}
            aria-controls="rail-content"
            onPress={() => setOpenAt(isOpen ? null : pathname)}
          />
        </div>
        <div id="rail-content" className={isOpen ? 'rail__content rail__content--open' : 'rail__content'}>
          <Navigation />
          <Person />
        </div>
      </header>
      <main id="main" className="main" tabIndex={-1} ref={main}>
        <ConnectionNotice />
        <Suspense
          fallback={
            <Card flush>
              <Loading what="the page" rows={4} />
            </Card>
          }
        >
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
