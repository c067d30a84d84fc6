type Func = (...args: unknown[]) => unknown
type Hear = (event: object, ...args: unknown[]) => void

/**
 * Gives the preload's text Electron's sandboxed `require`, in the page and before its own scripts. It runs in a closure,
 * not in a world of its own: what a page could do to its built-ins is Electron's to prevent. Uses nothing from this file,
 * because it goes to the page as text.
 */
function runPreload(preload: (require: () => object) => void): void {
  // A preload is for the main frame; the others get none.
  if (window !== window.top) return
  const listeners = new Map<string, Set<Hear>>()
  const invoke: unknown = Reflect.get(window, 'electronInvoke')

  // What crosses the bridge is copied; functions become others that copy what they are given.
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function')
      return (...args: unknown[]) => {
        const answered: unknown = Reflect.apply(value, undefined, args.map(cross))
        return answered instanceof Promise ? answered.then(cross) : cross(answered)
      }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(cross)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, cross(part)])))
  }

  const ipcRenderer = {
    invoke,
    on: (channel: string, hear: Hear) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(hear))
    },
    off: (channel: string, hear: Hear) => listeners.get(channel)?.delete(hear),
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) =>
      Object.defineProperty(window, key, { value: cross(api), enumerable: true }),
    executeInMainWorld: ({ func, args = [] }: { func: Func; args?: unknown[] }) => func(...args),
  }
  Object.defineProperty(window, 'electronReceive', {
    value: (channel: string, args: unknown[]) => listeners.get(channel)?.forEach((hear) => hear({}, ...args)),
  })
  preload(() => ({ ipcRenderer, contextBridge }))
}

/** The text that runs one preload in a page. As text, because the page's own rules forbid it to make code of strings. */
export function preloadScript(preload: string): string {
  return `(${runPreload.toString()})((require) => {${preload}\n})`
}
