import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate, type MenuActs } from '../../../main/menu.ts'

const nothing = () => undefined
const acts: MenuActs = {
  openSettings: nothing,
  changeServer: nothing,
  zoom: nothing,
  showAbout: nothing,
  copyDiagnostics: nothing,
}
const flat = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const itemsOf = (platform: NodeJS.Platform, isPackaged: boolean, given = acts) =>
  flat(menuTemplate(platform, isPackaged, given))
const namesOf = (items: MenuItemConstructorOptions[]) => items.map(({ role, label }) => label ?? role)

describe('menuTemplate', () => {
  it.each(['win32', 'darwin', 'linux'] as const)('has everything a person looks for on %s', (platform) => {
    const items = itemsOf(platform, true)
    expect(namesOf(items)).toEqual(
      expect.arrayContaining(['editMenu', 'Settings…', 'Change Server…', 'About WeftID', 'quit', 'Zoom In']),
    )
    expect(items.find(({ label }) => label === 'Settings…')?.accelerator).toBe('CmdOrCtrl+,')
    expect(namesOf(items)).not.toContain('toggleDevTools')
  })

  it('puts About, Settings and Quit where each system has them', () => {
    const [mac] = menuTemplate('darwin', true, acts)
    expect(mac).toMatchObject({ role: 'appMenu' })
    expect(namesOf(flat(mac ? [mac] : []))).toEqual(
      expect.arrayContaining(['About WeftID', 'Settings…', 'quit']),
    )
    const windows = menuTemplate('win32', true, acts)
    expect(windows[0]).toMatchObject({ label: '&File' })
    expect(namesOf(flat(windows.slice(-1)))).toContain('About WeftID')
  })

  it('does not offer another server where the company has decided', () => {
    expect(namesOf(itemsOf('linux', true, { ...acts, changeServer: null }))).not.toContain('Change Server…')
  })

  it('has developer tools in development only', () => {
    expect(namesOf(itemsOf('linux', false))).toContain('toggleDevTools')
  })
})
