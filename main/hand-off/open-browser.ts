import { shell } from 'electron'
import { authorizePath, type HandOffRequest } from '../../shared/contract/hand-off.ts'

/** Opens a page of the server in the system's browser. Nothing of the app's session goes along. */
export function openInBrowser(
  origin: string,
  path: `/${string}`,
  query: Record<string, string> = {},
): Promise<void> {
  const url = new URL(path, origin)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.origin !== origin) return Promise.reject(new Error('The server has no page to open.'))
  url.search = new URLSearchParams(query).toString()
  return shell.openExternal(url.href)
}

/** Opens the page that asks for the app's sign-in to be allowed. */
export const askInBrowser = (origin: string, request: HandOffRequest): Promise<void> =>
  openInBrowser(origin, authorizePath, { ...request })
