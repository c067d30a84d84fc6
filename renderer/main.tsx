import './lib/no-eval.ts'
import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/buttons.css'
import './styles/fields.css'
import './styles/layout.css'
import './styles/surfaces.css'
import './styles/content.css'
import './styles/tables.css'
import './styles/overlays.css'
import './styles/ceremony.css'
import './styles/frame.css'
import './styles/entry.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { Crashed } from './frame/crashed.tsx'
import { renewWhenOutdated } from './lib/renewal.ts'
import { startTellingBrowser } from './stores/browser-passkeys.ts'
import { startMindingAbsence } from './stores/cover.ts'
import { startHandOff } from './stores/hand-off.ts'
import { startLive } from './stores/live.ts'
import { startTellingNews } from './stores/security-news.ts'
import { useServer } from './stores/server.ts'
import { useSession } from './stores/session.ts'

renewWhenOutdated()
startLive()
startTellingBrowser()
startMindingAbsence()
startHandOff()
startTellingNews()
void useServer.getState().load()
void useSession.getState().load()

const element = document.getElementById('root')
if (element) {
  // React unmounts everything after an error nobody caught; whoever uses the page is told, not left with a blank one.
  const onUncaughtError = () => setTimeout(() => root.render(<Crashed />))
  const root = createRoot(element, { onUncaughtError })
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
