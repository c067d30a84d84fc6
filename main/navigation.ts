/**
 * Whether a page may go to `url`: only within the app's one origin, compared as parsed origins, and nowhere without one. A `blob:` URL shares
 * the origin that made it but is no page of the server's, and a URL with credentials only serves to deceive.
 */
export function staysOnOrigin(url: string, appOrigin: string | null): boolean {
  const target = URL.parse(url)
  if (target === null || !isWeb(target)) return false
  return target.origin === appOrigin && target.username === '' && target.password === ''
}

/**
 * Whether `url` is for saving: made up by the app's own page, such as the file of backup codes, or a list that the
 * server exports.
 */
export function isOwnDownload(url: string, appOrigin: string | null): boolean {
  const source = URL.parse(url)
  if (source?.protocol === 'blob:') return source.origin === appOrigin
  return staysOnOrigin(url, appOrigin) && /^\/api\/([\w-]+\/)+export$/.test(source?.pathname ?? '')
}

const isWeb = ({ protocol }: URL) => protocol === 'https:' || protocol === 'http:'
