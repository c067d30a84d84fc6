import { app, type ConfigureWebAuthnOptions } from 'electron'
import type { BuiltIn } from '../../shared/capabilities.ts'
import type { OurPage } from '../our-page.ts'
import { vendor, type Vendor } from './vendor.ts'

/** What decides about the authenticator of this computer. */
export interface Surroundings {
  platform: NodeJS.Platform
  /** The server's; null while there is none. */
  origin: string | null
  vendor: Vendor
}

/**
 * The authenticator of this computer that the window reaches. On macOS Apple's sheet is for the vendor's own domain, and
 * Touch ID, bound to this Mac and this app, for every other; neither is there in an unsigned build.
 */
export function builtInFor({ platform, origin, vendor: maker }: Surroundings): BuiltIn | null {
  if (platform === 'win32') return 'windows-hello'
  if (platform !== 'darwin' || origin === null || maker.keychainGroup === null) return null
  // The very origin: Apple signs for `https://<domain>` whatever page asked.
  return maker.domain !== null && origin === `https://${maker.domain}` ? 'apple-passkeys' : 'touch-id'
}

/** What macOS is to be told for it. Left out means unchanged there, so each says no to the other where it can. */
export function webAuthnOptions(
  builtIn: BuiltIn | null,
  { keychainGroup }: Vendor,
): ConfigureWebAuthnOptions | null {
  if (builtIn === 'apple-passkeys') return { platformPasskeys: true }
  if (builtIn !== 'touch-id' || keychainGroup === null) return null
  return { touchID: { keychainAccessGroup: keychainGroup }, platformPasskeys: false }
}

/**
 * The one of the authenticators offered that the rule above leaves, or null. Touch ID, once configured, cannot be taken
 * back: after a change from another server to the vendor's own, both are offered.
 */
export function authenticatorByRule(builtIn: BuiltIn | null, offered: readonly string[]): string | null {
  const wanted = builtIn === 'apple-passkeys' ? 'platformPasskeys' : 'touchID'
  return offered.find((name) => name === wanted) ?? null
}

/** The surroundings of this moment. */
export function surroundings({ origin }: Pick<OurPage, 'origin'>): Surroundings {
  return { platform: process.platform, origin, vendor }
}

/** Configures macOS for each server before its page is there; the other systems need nothing. Before the first window. */
export function configureAuthenticators(page: Pick<OurPage, 'origin'>): void {
  app.on('web-contents-created', () => {
    const options = webAuthnOptions(builtInFor(surroundings(page)), vendor)
    if (options) app.configureWebAuthn(options)
  })
}
