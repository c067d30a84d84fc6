import { Compass } from 'lucide-react'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <Card>
        <Empty
          icon={Compass}
          title="There is nothing at this address"
          action={<LinkButton to="/">Go to the overview</LinkButton>}
        >
          The link may be old, or the address mistyped.
        </Empty>
      </Card>
    </Page>
  )
}
