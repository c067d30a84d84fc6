import { create } from 'zustand'

/** `system` follows the computer. */
export type Theme = 'system' | 'light' | 'dark'

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

interface ThemeStore {
  theme: Theme
  choose: (theme: Theme) => void
}

export const useTheme = create<ThemeStore>()((set) => ({
  theme: remembered(),
  choose: (theme) => {
    if (theme === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
    show(theme)
    set({ theme })
  },
}))

window.addEventListener('storage', (event) => {
  if (event.key !== key) return
  show(remembered())
  useTheme.setState({ theme: remembered() })
})
