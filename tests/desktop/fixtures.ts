import { expect, test as base } from '@playwright/test'
import { launchDesktop, type Desktop } from '../support/desktop.ts'
import { runtime } from '../electron/runtime.ts'
import { launchElectron } from '../support/desktop-electron.ts'

export interface ShellOption {
  /** What the app runs on: Electron, or the double that has a Chromium for its windows. */
  shell: 'electron' | 'chromium'
}

export interface Fixtures {
  /** Starts the app with these settings; it is gone after the test. */
  launch: (environment?: Record<string, string>) => Promise<Desktop>
  /** The app on a data folder of its own, as after installing it. */
  desktop: Desktop
}

export const test = base.extend<Fixtures, ShellOption>({
  shell: ['chromium', { option: true, scope: 'worker' }],
  launch: async ({ shell }, use, info) => {
    const found = runtime()
    info.skip(shell === 'electron' && 'missing' in found, 'missing' in found ? found.missing : '')
    const launched: Desktop[] = []
    await use(async (environment) => {
      const desktop = await (shell === 'electron' ? launchElectron(environment) : launchDesktop(environment))
      launched.push(desktop)
      return desktop
    })
    if (info.status !== info.expectedStatus)
      for (const { said } of launched) await info.attach('what the app said', { body: said() })
    for (const desktop of launched) await desktop.close()
  },
  desktop: async ({ launch }, use) => {
    await use(await launch())
  },
})

export { expect }
