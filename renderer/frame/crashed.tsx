import { RotateCw } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { CopyDiagnostics } from '../components/copy-diagnostics.tsx'
import { Mark } from '../components/mark.tsx'

/** The page itself failed: nothing is lost on the server, and a reload starts it anew. */
export function Crashed() {
  return (
    <main className="entry">
      <title>Something went wrong · WeftID</title>
      <div className="entry__brand">
        <Mark size={28} />
        <span className="entry__name">WeftID</span>
      </div>
      <div className="entry__card" role="alert">
        <div>
          <h1>Something went wrong on this page</h1>
          <p className="entry__lead">What was saved is saved. Load the page again to go on.</p>
        </div>
        <Button variant="primary" size="large" wide icon={RotateCw} onPress={() => window.location.reload()}>
          Load the page again
        </Button>
        <CopyDiagnostics />
      </div>
    </main>
  )
}
