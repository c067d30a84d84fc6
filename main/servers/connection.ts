import type { BrowserWindow } from 'electron'
import type { LocalServer } from '../local-server.ts'
import type { OurPage } from '../our-page.ts'
import type { SettingsFile } from '../settings.ts'
import { focusWindow } from '../window.ts'
import { createChoosing, type Choosing } from './choosing.ts'
import type { Choice, Target } from './choice.ts'
import type { ConnectActs } from './connect-page.ts'
import { dropLeft, openingOf, reach, stopTrying, type Means, type Reached } from './reach.ts'
import { createStage } from './stage.ts'
import type { ServerFacts } from './verdict.ts'

/** What the app works with at the moment, and the window on it. */
export interface Connection {
  /** What everything else is bound to; it follows the server. */
  readonly page: OurPage
  /** The company has decided on the server: nobody else changes it. */
  readonly isManaged: boolean
  target(): Target | null
  /** What the server says of itself, once it was reached. */
  facts(): ServerFacts | null
  /** The window on the server, shown or hidden; none while there is none. */
  window(): BrowserWindow | undefined
  /** Begins with what was decided at the start, or asks the person. */
  begin(choice: Choice): void
  /** Leaves the server of now, window and all, and works with `target` from then on. */
  use(target: Target): void
  /** Lets the person choose another server, where that is theirs to do. */
  change(): void
  /** Looks whether the server is back. */
  retry(): void
  /** Brings the window to the front, opened again if it was closed. */
  show(): void
  /** Calls `hear` whenever a server is left: what is under way there must end. */
  onLeave(hear: () => void): void
}

export interface Standing {
  local: LocalServer
  settings: SettingsFile
  isManaged: boolean
  /** Opens the settings, for the page that says that this version is too old. */
  openSettings: () => void
}

/** Starts without a server. */
export function createConnection({ local, settings, isManaged, openSettings }: Standing): Connection {
  const leaving: (() => void)[] = []
  const state = nowhere()
  const stage = createStage({
    ...guarded(isManaged, {
      check: (typed) => choosing.check(typed),
      confirm: () => choosing.confirm(),
      forget: (origin) => choosing.forget(origin),
      useThisComputer: () => choosing.useThisComputer(),
      choose: () => choosing.begin(null),
    }),
    retry: () => choosing.checkAgain() || tryNow(state, means),
    back: () => goBack(state, means, choosing),
    openSettings,
    shown: () => cover(state),
    closed: () => closeAll(state),
  })
  const means: Means = { local, stage, mayChoose: !isManaged }
  const use = (target: Target) => {
    if (state.origin !== null) for (const hear of leaving) hear()
    moveTo(state, means, target)
  }
  const current = () => (state.window ? state.target : null)
  const choosing = createChoosing({ stage, settings, use, current })
  return {
    isManaged,
    page: {
      get origin() {
        return state.origin
      },
      contents: () => state.window?.webContents,
    },
    target: () => state.target,
    facts: () => state.facts,
    window: () => state.window,
    begin: (choice) => (choice.target ? use(choice.target) : choosing.begin(choice.unusable)),
    use,
    change: () => isManaged || choosing.begin(null),
    retry: () => void reach(state, means),
    show() {
      const window = stage.window() ?? state.window
      if (window) focusWindow(window)
      else if (state.target) void reach(state, means)
      else choosing.begin(null)
    },
    onLeave: (hear) => void leaving.push(hear),
  }
}

const nowhere = (): Reached => ({
  target: null,
  origin: null,
  facts: null,
  window: undefined,
  isReady: false,
  left: undefined,
  attempt: 0,
  failures: 0,
  timer: undefined,
})

function moveTo(state: Reached, means: Means, target: Target): void {
  stopTrying(state)
  dropLeft(state)
  const { window: left } = state
  Object.assign(state, {
    target,
    origin: null,
    facts: null,
    window: undefined,
    isReady: false,
    failures: 0,
    left,
  })
  means.stage.endChoosing()
  if (left ?? means.stage.window()) means.stage.offer(openingOf(target))
  if (target.kind === 'server') void means.local.stop()
  void reach(state, means)
}

// A page of ours is in front: the server's own waits behind it, unseen.
function cover(state: Reached): void {
  state.window?.hide()
  dropLeft(state)
}

function goBack(state: Reached, { stage, ...means }: Means, choosing: Choosing): void {
  choosing.end()
  stage.endChoosing()
  if (state.window && state.isReady) {
    focusWindow(state.window)
    stage.putAway()
  } else void reach(state, { stage, ...means })
}

function tryNow(state: Reached, means: Means): void {
  if (state.target) means.stage.offer(openingOf(state.target))
  void reach(state, means)
}

// The person closed the page they saw: what it covers goes with it.
function closeAll(state: Reached): void {
  stopTrying(state)
  dropLeft(state)
  state.window?.close()
}

type Decisions = Pick<ConnectActs, 'check' | 'confirm' | 'forget' | 'useThisComputer' | 'choose'>

// Asked all the same, by a page that should not have: refused.
function guarded(isManaged: boolean, decisions: Decisions): Decisions {
  const refuse = () => {
    throw new Error('The server is managed by the organisation')
  }
  return isManaged
    ? { check: refuse, confirm: refuse, forget: refuse, useThisComputer: refuse, choose: refuse }
    : decisions
}
