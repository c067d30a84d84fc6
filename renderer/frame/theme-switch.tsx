import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Theme } from '../../shared/local-pages.ts'
import { useTheme } from '../stores/theme.ts'

const themes: { id: Theme; label: string; icon: LucideIcon }[] = [
  { id: 'system', label: 'As the computer', icon: Monitor },
  { id: 'light', label: 'Light', icon: Sun },
  { id: 'dark', label: 'Dark', icon: Moon },
]

/** Light, dark, or as the computer has it. */
export function ThemeSwitch() {
  const { theme, choose } = useTheme()
  return (
    <ToggleButtonGroup
      className="themes"
      aria-label="Theme"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const chosen = themes.find(({ id }) => keys.has(id))
        if (chosen) choose(chosen.id)
      }}
    >
      {themes.map(({ id, label, icon: Icon }) => (
        <ToggleButton key={id} id={id} className="themes__one" aria-label={label}>
          <Icon size={14} aria-hidden />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
