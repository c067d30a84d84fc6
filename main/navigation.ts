/**
 * Whether a page may go to `url`: only within the app's one origin, compared as parsed origins. A `blob:` URL shares
 * the origin that made it but is no page of the server's, and a URL with credentials only serves to deceive.
 */
export function staysOnOrigin(url: string, appOrigin: string): boolean {
  const target = URL.parse(url)
  if (target === null || !isWeb(target)) return false
  return target.origin === appOrigin && target.username === '' && target.password === ''
}

/** Whether `url` is something the app's own page made up for saving, such as the file of backup codes. */
export function isOwnDownload(url: string, appOrigin: string): boolean {
  const source = URL.parse(url)
  return source?.protocol === 'blob:' && source.origin === appOrigin
}

const isWeb = ({ protocol }: URL) => protocol === 'https:' || protocol === 'http:'
