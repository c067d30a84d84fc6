import { useEffect, useState } from 'react'
import type { SettingsBridge, SettingsView, Theme } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { RadioGroup } from '../components/radio-group.tsx'
import { mount } from './mount.tsx'
import { ServerName } from './server-name.tsx'
import { Updates } from './updates.tsx'

declare global {
  interface Window {
    settings: SettingsBridge
  }
}

const { settings } = window

const themes: readonly { id: Theme; label: string }[] = [
  { id: 'system', label: 'As the computer' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
]

function Settings() {
  const [view, setView] = useState<SettingsView | null>(null)
  useEffect(() => {
    const stop = settings.onView(setView)
    // What the shell has said meanwhile is newer than the answer.
    void settings.view().then((first) => setView((heard) => heard ?? first))
    return stop
  }, [])
  if (view === null) return null
  return (
    <main className="settings">
      <h1>Settings</h1>
      <Server view={view} />
      <section className="card settings__group">
        <RadioGroup
          label="Theme"
          options={themes}
          value={view.theme}
          onChange={(theme) => void settings.chooseTheme(theme)}
        />
      </section>
      <Login startAtLogin={view.startAtLogin} />
      <Updates settings={settings} status={view.updates} version={view.version} />
    </main>
  )
}

function Server({ view: { server, managed } }: { view: SettingsView }) {
  return (
    <section className="card settings__group" aria-labelledby="server">
      <h2 id="server">Server</h2>
      <div className="settings__row">
        {server === null ? (
          <p className="quiet">None yet</p>
        ) : server.name === null ? (
          <p>This computer only</p>
        ) : (
          <ServerName {...server.name} />
        )}
        {!managed && <Button onPress={() => void settings.changeServer()}>Change</Button>}
      </div>
      {managed && <p className="quiet">Set up by your organisation.</p>}
    </section>
  )
}

function Login({ startAtLogin }: { startAtLogin: boolean | null }) {
  return (
    <section className="card settings__group" aria-labelledby="login">
      <h2 id="login">When you sign in to this computer</h2>
      {startAtLogin === null ? (
        <p className="quiet">WeftID cannot start by itself on this system.</p>
      ) : (
        <Checkbox isSelected={startAtLogin} onChange={(wanted) => void settings.startAtLogin(wanted)}>
          Start WeftID
        </Checkbox>
      )}
    </section>
  )
}

mount(<Settings />)
