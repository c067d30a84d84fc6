import { z } from 'zod'
import { shell } from 'electron'
import type { BuiltIn, DesktopCapabilities } from '../../shared/capabilities.ts'
import { handle } from '../ipc.ts'
import type { OurPage } from '../our-page.ts'
import { builtInFor, surroundings, type Surroundings } from './built-in.ts'

/** What works in the window: on Windows the system's dialog does everything, elsewhere Chromium asks for no PIN. */
export function capabilitiesOf(around: Surroundings): DesktopCapabilities {
  const isWindows = around.platform === 'win32'
  return { builtIn: builtInFor(around), keyPin: isWindows, phone: isWindows }
}

/** The system's own page where each is set up. Chosen here and never by a page. */
const settingsPages: Record<BuiltIn, string> = {
  'windows-hello': 'ms-settings:signinoptions',
  'touch-id': 'x-apple.systempreferences:com.apple.Touch-ID-Settings.extension',
  'apple-passkeys': 'x-apple.systempreferences:com.apple.systempreferences.AppleIDSettings',
}

/** The page that sets this computer's authenticator up, or null where there is none to set up. */
export function settingsPageOf({ builtIn }: DesktopCapabilities): string | null {
  return builtIn === null ? null : settingsPages[builtIn]
}

const noArguments = z.tuple([])

/** Lets the page ask what works here, and have the system's settings opened where something is not set up. */
export function tellCapabilities(page: OurPage): void {
  handle(page, 'desktop:capabilities', noArguments, () => Promise.resolve(capabilitiesOf(surroundings(page))))
  handle(page, 'desktop:set-up-authenticator', noArguments, async () => {
    const address = settingsPageOf(capabilitiesOf(surroundings(page)))
    if (address !== null) await shell.openExternal(address)
  })
}
