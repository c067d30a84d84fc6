/** What the shell knows that the page cannot: for names of passkeys and for the sign-in record. */
export interface DesktopFacts {
  platform: 'windows' | 'macos' | 'linux'
  /** Of the shell, to compare with the server's `minimumClient`. */
  version: string
  /** What its owner calls this computer: a label, trusted for nothing. */
  computerName: string
}

/** Questions the page may ask of the shell. */
export interface IpcRequests {
  'desktop:facts': () => Promise<DesktopFacts>
}

/** What the shell tells the page unasked. */
export interface IpcNotices {
  /** The screen was locked or the computer is about to sleep. */
  'power:locked': undefined
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
  onPowerLocked: Listen<'power:locked'>
}
