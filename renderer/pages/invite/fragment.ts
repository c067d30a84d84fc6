// Read once, when the page's code arrives: the address forgets the secret before anything is drawn.
let token = ''

/** The secret behind the `#` of an invitation link; the address bar does not show it any longer. */
export function takeToken(): string {
  const found = decodeURIComponent(window.location.hash.slice(1))
  if (found === '') return token
  token = found
  window.history.replaceState(window.history.state, '', window.location.pathname)
  return token
}

/** The invitation was spent. */
export function forgetToken(): void {
  token = ''
}
