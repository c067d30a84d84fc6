import { app, Notification } from 'electron'
import { z } from 'zod'
import { securityNews, type SecurityNews } from '../shared/security-news.ts'
import { handle } from './ipc.ts'
import type { OurPage } from './our-page.ts'

/** Never a word of the page's: what the system says in our name is written here. */
const words: Record<SecurityNews, { title: string; body: string }> = {
  'new-sign-in': {
    title: 'New sign-in to your account',
    body: 'Your account was used on a computer it has not been used on lately. Was that not you? Open WeftID.',
  },
  'passkey-added': {
    title: 'A passkey was added to your account',
    body: 'It can sign in as you from now on. Was that not you? Open WeftID and revoke it.',
  },
  'passkey-revoked': {
    title: 'A passkey of yours was revoked',
    body: 'It no longer signs in to your account. Open WeftID to see who revoked it, and why.',
  },
  'passkey-suspended': {
    title: 'A passkey of yours was suspended',
    body: 'It does not work until it is restored. Open WeftID to see more.',
  },
  'signed-out': {
    title: 'You have been signed out',
    body: 'Open WeftID to see why, and whom to call.',
  },
}

/** As the installer names the app: without it Windows shows nothing. */
const appId = 'dev.weftid.desktop'
const secondsBetween = 5

interface App {
  readonly page: OurPage
  show(): void
}

/** Lets the page tell of what happened to the account, at most once in a while each; a click brings the window. */
export function showSecurityNews(shell: App): void {
  const { page } = shell
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  // A notification nobody holds is collected, and its click with it.
  const held = new Map<SecurityNews, Notification>()
  const shownAt = new Map<SecurityNews, number>()
  handle(page, 'news:tell', z.tuple([securityNews]), (news) => {
    const isRepeated = Date.now() - (shownAt.get(news) ?? 0) < secondsBetween * 1000
    if (isRepeated || !Notification.isSupported()) return Promise.resolve()
    shownAt.set(news, Date.now())
    held.get(news)?.close()
    const notification = new Notification(words[news])
    held.set(news, notification)
    notification.on('click', () => {
      shell.show()
    })
    notification.show()
    return Promise.resolve()
  })
}
