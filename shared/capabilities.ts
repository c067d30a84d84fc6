/** The authenticator of a computer, as a desktop app can reach it. */
export type BuiltIn = 'windows-hello' | 'touch-id' | 'apple-passkeys'

/**
 * What the app's window can do on this system; whether the person has set it up is for the page to ask. What it cannot
 * do, the system's browser can.
 */
export interface DesktopCapabilities {
  /** Null where the window reaches none. */
  builtIn: BuiltIn | null
  /** Whether the window can ask for the PIN of a security key: without, a key that has one fails. */
  keyPin: boolean
  /** Whether the system's dialog offers a phone or a tablet. */
  phone: boolean
}
