import { session } from 'electron'
import type { AddressFault, ConnectView, Unusable } from '../../shared/local-pages.ts'
import { localPartition } from '../local-pages/window.ts'
import { withRecent, type SettingsFile } from '../settings.ts'
import { nameOf, parseAddress, type Address } from './address.ts'
import type { Target } from './choice.ts'
import { probe } from './probe.ts'
import type { Stage } from './stage.ts'
import type { ServerFacts, Verdict } from './verdict.ts'

/** How a person comes to another server: type, look, confirm the host once. */
export interface Choosing {
  begin(unusable: Unusable | null): void
  check(typed: string): AddressFault | null
  confirm(): void
  forget(origin: string): void
  useThisComputer(): void
  /** The person goes back, and decides on nothing. */
  end(): void
  /** Looks again at the server that could not be confirmed; answers whether there is one. */
  checkAgain(): boolean
}

export interface Surroundings {
  stage: Stage
  settings: SettingsFile
  /** The server that is still open behind the page. */
  current(): Target | null
  /** Works with what the person decided on. */
  use(target: Target): void
}

interface Candidate {
  address: Address
  facts: ServerFacts | null
}

interface State {
  candidate: Candidate | null
  unusable: Unusable | null
}

/** Nothing is kept of a server until the person has confirmed it. */
export function createChoosing(around: Surroundings): Choosing {
  const { stage, settings } = around
  const state: State = { candidate: null, unusable: null }
  const show = () => stage.show(chooseView(settings, state.unusable, around.current()))
  return {
    begin(unusable) {
      Object.assign(state, { candidate: null, unusable })
      show()
    },
    check(typed) {
      const parsed = parseAddress(typed)
      if ('fault' in parsed) return parsed.fault
      void look(state, around, parsed.address)
      return null
    },
    confirm: () => confirm(state, around),
    forget(origin) {
      const { recent } = settings.current()
      settings.change({ recent: recent.filter((known) => known.origin !== origin) })
      show()
    },
    useThisComputer: () => decide(state, around, { kind: 'local' }),
    end() {
      state.candidate = null
    },
    checkAgain() {
      if (state.candidate === null) return false
      void look(state, around, state.candidate.address)
      return true
    },
  }
}

async function look(state: State, around: Surroundings, address: Address): Promise<void> {
  const { stage, settings } = around
  const looked: Candidate = { address, facts: null }
  state.candidate = looked
  stage.show({ view: 'checking', server: nameOf(address.origin) })
  const verdict = await probe(session.fromPartition(localPartition), address.origin)
  // The person has gone back, or on to another.
  if (state.candidate !== looked) return
  if (verdict.is === 'ours') looked.facts = verdict.facts
  const isKnown = settings.current().recent.some(({ origin }) => origin === address.origin)
  if (verdict.is === 'ours' && isKnown) confirm(state, around)
  else stage.show(viewOf(address, verdict))
}

function confirm(state: State, around: Surroundings): void {
  const { candidate } = state
  if (!candidate?.facts) return
  const { settings } = around
  const { origin } = candidate.address
  settings.change({ recent: withRecent(settings.current().recent, { origin, name: candidate.facts.name }) })
  decide(state, around, { kind: 'server', origin })
}

function decide(state: State, around: Surroundings, target: Target): void {
  state.candidate = null
  around.settings.change({ server: target.kind === 'local' ? 'local' : target.origin })
  around.use(target)
}

function chooseView(settings: SettingsFile, unusable: Unusable | null, current: Target | null): ConnectView {
  const recent = settings.current().recent.map((known) => ({ ...known, ...nameOf(known.origin) }))
  const back = current && { server: current.kind === 'server' ? nameOf(current.origin) : null }
  return { view: 'choose', recent, unusable, back }
}

function viewOf({ origin }: Address, verdict: Verdict): ConnectView {
  const server = nameOf(origin)
  if (verdict.is === 'ours')
    return { view: 'confirm', server, name: verdict.facts.name, version: verdict.facts.version }
  const { is: problem, detail } = verdict
  return { view: 'problem', problem, server, detail, retries: false, mayChoose: true }
}
