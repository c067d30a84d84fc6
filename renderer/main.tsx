import './lib/no-eval.ts'
import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/surfaces.css'
import './styles/overlays.css'
import './styles/ceremony.css'
import './styles/frame.css'
import './styles/entry.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startTellingBrowser } from './stores/browser-passkeys.ts'
import { startLive } from './stores/live.ts'
import { startMindingTheLock } from './stores/screen-lock.ts'
import { useServer } from './stores/server.ts'
import { useSession } from './stores/session.ts'

startLive()
startTellingBrowser()
startMindingTheLock()
void useServer.getState().load()
void useSession.getState().load()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
