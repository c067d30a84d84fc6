import type { UpdateStatus } from './updates.ts'

/** The channels between the shell and its own pages: those that no server serves. Not one is open to a server's page. */

/** Why a typed address is none for a server. */
export type AddressFault = 'empty' | 'not-an-address' | 'not-https' | 'with-credentials' | 'ip-address'

/** A server as a person is to recognise it. */
export interface ServerName {
  /** As browsers compare it, in ASCII: what decides. */
  host: string
  /** As people write it, where that is different; else null. */
  readable: string | null
}

/** What was decided for this computer and cannot be followed: an address that is none, or a company's file that cannot be read. */
export type Unusable = { address: string } | { file: string }

/** Why there is no server to show. `local` is this computer's own backend. */
export type ProblemKind =
  'offline' | 'not-secure' | 'not-weftid' | 'other-host' | 'trouble' | 'too-old' | 'local'

/** What the page of servers shows; the shell decides, the page draws. */
export type ConnectView =
  | {
      view: 'choose'
      recent: (ServerName & { origin: string; name: string })[]
      unusable: Unusable | null
      /** The server that is still open behind the page; `server` is null for this computer's own. */
      back: { server: ServerName | null } | null
    }
  | { view: 'checking'; server: ServerName }
  | { view: 'confirm'; server: ServerName; name: string; version: string }
  /** `server` is null for this computer's own. */
  | { view: 'opening'; server: ServerName | null }
  | {
      view: 'problem'
      problem: ProblemKind
      server: ServerName | null
      /** For whoever looks into it: the system's or the server's own words. */
      detail: string
      /** The shell tries by itself. */
      retries: boolean
      /** Not where the company decided. */
      mayChoose: boolean
    }

export type Theme = 'system' | 'light' | 'dark'

export interface SettingsView {
  version: string
  /** Null while there is none; `name` is null for this computer's own. */
  server: { name: ServerName | null } | null
  /** The company decided on the server. */
  managed: boolean
  theme: Theme
  /** Null where this system or build cannot. */
  startAtLogin: boolean | null
  updates: UpdateStatus
}

/** A question of an authenticator's; which of these, by their place in the list. */
export interface PickerView {
  title: string
  /** Whom one is about to sign in to. */
  host: string
  options: { name: string; detail: string | null }[]
}

/** What the shell's own pages may ask. */
export interface LocalRequests {
  'connect:view': () => Promise<ConnectView>
  /** Looks at what was typed, and goes on to it; answers what is wrong with it. */
  'connect:check': (typed: string) => Promise<AddressFault | null>
  /** Works with the server that was just checked. */
  'connect:confirm': () => Promise<void>
  'connect:forget': (origin: string) => Promise<void>
  'connect:this-computer': () => Promise<void>
  'connect:retry': () => Promise<void>
  'connect:choose': () => Promise<void>
  /** Back to the server that is still open. */
  'connect:back': () => Promise<void>
  /** Opens the settings, where updates are. */
  'connect:settings': () => Promise<void>
  'picker:view': () => Promise<PickerView>
  /** The place in the list; null to pick none. */
  'picker:pick': (place: number | null) => Promise<void>
  'settings:view': () => Promise<SettingsView>
  'settings:theme': (theme: Theme) => Promise<void>
  'settings:start-at-login': (wanted: boolean) => Promise<void>
  'settings:change-server': () => Promise<void>
  'settings:check-updates': () => Promise<void>
  'settings:install-update': () => Promise<void>
}

/** What the shell tells its own pages unasked. */
export interface LocalNotices {
  'connect:view': ConnectView
  'settings:view': SettingsView
}

/** The pages there are, each with the channels that carry its name. */
export type LocalPageName = 'connect' | 'settings' | 'picker'

type Ask<C extends keyof LocalRequests> = LocalRequests[C]
type Listen<C extends keyof LocalNotices> = (heard: (notice: LocalNotices[C]) => void) => () => void

/** What the page of servers finds as `window.connect`. */
export interface ConnectBridge {
  view: Ask<'connect:view'>
  onView: Listen<'connect:view'>
  check: Ask<'connect:check'>
  confirm: Ask<'connect:confirm'>
  forget: Ask<'connect:forget'>
  useThisComputer: Ask<'connect:this-computer'>
  retry: Ask<'connect:retry'>
  choose: Ask<'connect:choose'>
  back: Ask<'connect:back'>
  openSettings: Ask<'connect:settings'>
}

/** What a question finds as `window.picker`. */
export interface PickerBridge {
  view: Ask<'picker:view'>
  pick: Ask<'picker:pick'>
}

/** What the settings find as `window.settings`. */
export interface SettingsBridge {
  view: Ask<'settings:view'>
  onView: Listen<'settings:view'>
  chooseTheme: Ask<'settings:theme'>
  startAtLogin: Ask<'settings:start-at-login'>
  changeServer: Ask<'settings:change-server'>
  checkUpdates: Ask<'settings:check-updates'>
  installUpdate: Ask<'settings:install-update'>
}
