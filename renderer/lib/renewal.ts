const key = 'weftid.renewed'
const often = 10_000

/**
 * A server that was updated while this tab was open no longer has the files this tab would load next: start the page anew.
 * Once in ten seconds at most, so that a server without them altogether shows its failure.
 */
export function renewWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key) ?? 0)
    if (Date.now() - last < often) return
    sessionStorage.setItem(key, String(Date.now()))
    event.preventDefault()
    window.location.reload()
  })
}
