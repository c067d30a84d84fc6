import type { Where } from '../../shared/contract/methods.ts'
import { desktop } from './desktop.ts'

type System = 'windows' | 'mac' | 'other'

function systemOf(userAgent: string): System {
  if (userAgent.includes('Windows')) return 'windows'
  if (/Macintosh|iPhone|iPad/.test(userAgent)) return 'mac'
  return 'other'
}

const system = systemOf(navigator.userAgent)
/** In the app there is a browser too, but it is not the one that asks. */
const asker = desktop === null ? 'Your browser' : 'WeftID'

/** While the prompt is up: who is asking, and for what. */
export const askingWords = {
  windows: 'Windows is asking for your fingerprint, face or PIN…',
  mac: 'Your Mac is asking for Touch ID or your password…',
  other: `${asker} is asking for your passkey…`,
}[system]

/** The same while a new passkey is made. */
export const creatingWords: Record<Where, string> = {
  'this-computer': {
    windows: 'Windows is asking for your fingerprint, face or PIN…',
    mac: 'Your Mac is asking for Touch ID or your password…',
    other: `${asker} is asking you to confirm…`,
  }[system],
  'security-key': 'Insert your security key and touch it when it blinks…',
  any: `${asker} is asking where to keep the passkey…`,
}

/** Before the prompt: what will appear. */
export const promptWords: Record<Where, string> = {
  'this-computer': {
    windows: 'Windows Hello will ask for your fingerprint, face or PIN.',
    mac: 'Your Mac will ask for Touch ID or your password.',
    other: `${asker} will ask for the fingerprint, face or PIN you unlock this computer with.`,
  }[system],
  'security-key': 'You will be asked to insert the key and touch it. It may ask for its PIN.',
  any: `${asker} will show what it knows: a password manager, a phone or a tablet.`,
}
