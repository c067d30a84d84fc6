import { create } from 'zustand'
import type { Theme } from '../../shared/local-pages.ts'
import { desktop } from '../lib/desktop.ts'

// Also read by public/theme.js, before the first paint.
const key = 'weftid.theme'

function remembered(): Theme {
  const value = localStorage.getItem(key)
  return value === 'light' || value === 'dark' ? value : 'system'
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

function keep(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(key)
  else localStorage.setItem(key, theme)
  show(theme)
}

interface ThemeStore {
  theme: Theme
  choose: (theme: Theme) => void
}

export const useTheme = create<ThemeStore>()((set) => ({
  theme: desktop ? 'system' : remembered(),
  choose: (theme) => {
    // The shell keeps it there: for its menus and its own pages too, and whatever server is shown.
    if (desktop) void desktop.chooseTheme(theme)
    else keep(theme)
    set({ theme })
  },
}))

if (desktop) {
  // To the page the shell's choice is what the system prefers: one of its own would stand in the way.
  keep('system')
  const hear = (theme: Theme) => useTheme.setState({ theme })
  desktop.onThemeChanged(hear)
  desktop.theme().then(hear, () => undefined)
} else
  window.addEventListener('storage', (event) => {
    if (event.key !== key) return
    show(remembered())
    useTheme.setState({ theme: remembered() })
  })
