import { ChevronRight, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { PickerBridge, PickerView } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'
import { mount } from './mount.tsx'

declare global {
  interface Window {
    picker: PickerBridge
  }
}

const { picker } = window
const cancel = () => void picker.pick(null)

function Picker() {
  const [view, setView] = useState<PickerView | null>(null)
  useEffect(() => {
    void picker.view().then(setView)
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') cancel()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (view === null) return null
  return (
    <main className="picker">
      <div>
        <h1>{view.title}</h1>
        <p className="entry__lead">To sign in to {view.host}.</p>
      </div>
      <div className="ways">
        {view.options.map(({ name, detail }, place) => (
          <AriaButton
            key={place}
            className="way"
            autoFocus={place === 0}
            onPress={() => void picker.pick(place)}
          >
            <UserRound size={20} aria-hidden />
            <span>
              <span className="way__title">{name}</span>
              {detail === null ? null : <span className="way__text">{detail}</span>}
            </span>
            <ChevronRight size={16} aria-hidden />
          </AriaButton>
        ))}
      </div>
      <div className="entry__actions">
        <Button onPress={cancel}>Cancel</Button>
      </div>
    </main>
  )
}

mount(<Picker />)
