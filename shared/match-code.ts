/**
 * The two digits that the app and the browser's page both show, so that people see that they belong together. Takes the
 * SHA-256 of `state` as text.
 */
export function matchCodeOf(digest: ArrayBuffer): string {
  const first = new DataView(digest).getUint32(0)
  return String(first % 100).padStart(2, '0')
}
