import type { DesktopCapabilities } from './capabilities.ts'
import type { Theme } from './local-pages.ts'
import type { SecurityNews } from './security-news.ts'

/** What the shell knows that the page cannot: for names of passkeys and for the sign-in record. */
export interface DesktopFacts {
  platform: 'windows' | 'macos' | 'linux'
  /** Of the shell, to compare with the server's `minimumClient`. */
  version: string
  /** What its owner calls this computer: a label, trusted for nothing. */
  computerName: string
}

/** How a sign-in through the system's browser ended; `expired` after five minutes. */
export type HandOffOutcome = 'signed-in' | 'denied' | 'expired' | 'refused' | 'failed'

/** Questions the page may ask of the shell. */
export interface IpcRequests {
  'desktop:facts': () => Promise<DesktopFacts>
  'desktop:capabilities': () => Promise<DesktopCapabilities>
  /** Opens the system's settings where this computer's authenticator is set up; nothing where there is none. */
  'desktop:set-up-authenticator': () => Promise<void>
  /** Puts versions, system, server and the end of the log on the clipboard, without a secret in it. */
  'desktop:copy-diagnostics': () => Promise<void>
  /** Has the system tell what happened to the account. */
  'news:tell': (news: SecurityNews) => Promise<void>
  /** Keeps the window out of screenshots and shared screens, or lets it in again. */
  'screen:protect': (isProtected: boolean) => Promise<void>
  /**
   * Opens the system's browser to sign this app in; a sign-in before it is over. Answers the two digits that the
   * browser shows too. Rejects where there is no browser to open.
   */
  'hand-off:begin': () => Promise<{ matchCode: string }>
  /** Waits for the browser no longer. */
  'hand-off:cancel': () => Promise<void>
  /** Opens the sign-in methods in the system's browser, where one is to sign in first. */
  'browser:sign-in-methods': () => Promise<void>
  /** The theme that the shell keeps, for every page of it. */
  'theme:current': () => Promise<Theme>
  'theme:choose': (theme: Theme) => Promise<void>
}

/** What the shell tells the page unasked. */
export interface IpcNotices {
  /** Nobody is at the computer: it is locked, about to sleep, or was not touched for a while. */
  'power:away': undefined
  /** Somebody is back. */
  'power:back': undefined
  /** The sign-in through the browser is over; once `signed-in`, the page is loaded again. */
  'hand-off:ended': { outcome: HandOffOutcome }
  'theme:changed': Theme
}

/** A request as the page calls it. */
export type Ask<C extends keyof IpcRequests> = (
  ...args: Parameters<IpcRequests[C]>
) => Promise<Awaited<ReturnType<IpcRequests[C]>>>

/** A notice as the page hears it; the answer stops listening. */
export type Listen<C extends keyof IpcNotices> = (heard: (notice: IpcNotices[C]) => void) => () => void

/** What the preload exposes as `window.desktop`; absent in a plain browser. */
export interface Desktop {
  facts: Ask<'desktop:facts'>
  capabilities: Ask<'desktop:capabilities'>
  setUpAuthenticator: Ask<'desktop:set-up-authenticator'>
  protectScreen: Ask<'screen:protect'>
  tellNews: Ask<'news:tell'>
  copyDiagnostics: Ask<'desktop:copy-diagnostics'>
  onAway: Listen<'power:away'>
  onBack: Listen<'power:back'>
  beginHandOff: Ask<'hand-off:begin'>
  cancelHandOff: Ask<'hand-off:cancel'>
  onHandOffEnded: Listen<'hand-off:ended'>
  openSignInMethods: Ask<'browser:sign-in-methods'>
  theme: Ask<'theme:current'>
  chooseTheme: Ask<'theme:choose'>
  onThemeChanged: Listen<'theme:changed'>
}
