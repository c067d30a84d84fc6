import { useEffect, useState } from 'react'
import type { BuiltIn, DesktopCapabilities } from '../../shared/capabilities.ts'
import { desktop } from './desktop.ts'

/** Why the authenticator of this computer cannot be used in the app's window. */
export interface Missing {
  name: string
  /** It is there and only has to be set up, in the system's settings. */
  canSetUp: boolean
}

interface ThisComputer {
  /** Null where nothing is missing, or nobody knows. */
  missing: Missing | null
  keyPin: boolean
}

const names: Record<BuiltIn, string> = {
  'windows-hello': 'Windows Hello',
  'touch-id': 'Touch ID',
  'apple-passkeys': 'iCloud Keychain',
}

/** What is to be said of this computer, from what the shell reaches and what the page finds ready. */
export function thisComputer({ builtIn, keyPin }: DesktopCapabilities, isReady: boolean): ThisComputer {
  if (isReady) return { missing: null, keyPin }
  const missing =
    builtIn === null ? { name: 'This computer', canSetUp: false } : { name: names[builtIn], canSetUp: true }
  return { missing, keyPin }
}

const unknown: ThisComputer = { missing: null, keyPin: true }

async function ask(): Promise<ThisComputer> {
  if (desktop === null) return unknown
  const isReady = window.PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()
  return thisComputer(await desktop.capabilities(), await isReady)
}

/** Asked anew whenever the window gets the focus: the person may come back from the system's settings. */
export function useThisComputer(): ThisComputer {
  const [known, setKnown] = useState(unknown)
  useEffect(() => {
    const look = () => {
      ask().then(setKnown, () => undefined)
    }
    look()
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [])
  return known
}
