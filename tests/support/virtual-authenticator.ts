import type { CDPSession, Page } from '@playwright/test'

interface Kind {
  transport: 'internal' | 'usb'
  /** Whether it can verify its user, and whether that succeeds. */
  verification: 'succeeds' | 'fails' | 'impossible'
  /** Of the passkeys it makes. */
  backup: 'synced' | 'can-sync' | 'device'
}

/** An authenticator in the browser's own WebAuthn, driven over the DevTools protocol. */
export interface VirtualAuthenticator {
  /** False: the next prompts end as if the finger or PIN was wrong. */
  setUserVerified(verified: boolean): Promise<void>
  /** False: the next prompts stay open until they time out, as if nobody answered them. */
  setAnswering(answering: boolean): Promise<void>
  credentials(): Promise<{ credentialId: string; isResidentCredential: boolean; signCount: number }[]>
  /** From now on it is a copy that was made before it was ever used: its counters start anew. */
  rewind(): Promise<void>
  clear(): Promise<void>
  remove(): Promise<void>
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()

async function openSession(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable', { enableUI: false })
  return session
}

/** One protocol session per page: closing or re-enabling a second one would take the authenticators away. */
function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? openSession(page)
  sessions.set(page, session)
  return session
}

const standard: Kind = { transport: 'internal', verification: 'succeeds', backup: 'synced' }

/** Plugs an authenticator into the page; by default a platform one with synced passkeys and a willing user. */
export async function addVirtualAuthenticator(
  page: Page,
  kind: Partial<Kind> = {},
): Promise<VirtualAuthenticator> {
  const { transport, verification, backup } = { ...standard, ...kind }
  const session = await sessionOf(page)
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: verification !== 'impossible',
      isUserVerified: verification === 'succeeds',
      automaticPresenceSimulation: true,
      defaultBackupEligibility: backup !== 'device',
      defaultBackupState: backup === 'synced',
    },
  })
  return {
    setUserVerified: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    setAnswering: async (enabled) => {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    credentials: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
      return credentials
    },
    rewind: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
      await session.send('WebAuthn.clearCredentials', { authenticatorId })
      for (const each of credentials)
        await session.send('WebAuthn.addCredential', {
          authenticatorId,
          credential: { ...each, signCount: 0 },
        })
    },
    clear: async () => {
      await session.send('WebAuthn.clearCredentials', { authenticatorId })
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}
