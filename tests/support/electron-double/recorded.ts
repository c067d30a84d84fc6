/** A function that remembers what it was called with. */
export function recorded<A extends unknown[], R>(answer: (...args: A) => R) {
  const calls: A[] = []
  const call = (...args: A): R => {
    calls.push(args)
    return answer(...args)
  }
  return Object.assign(call, { calls })
}

/** An event as Electron hands it out: the listener may prevent what would follow. */
export function cancelable<T extends object>(details: T) {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}

/** Passes for one of Electron's objects with only the parts that `main/` looks at; their types are still checked. */
export function standIn<T extends object>(parts: Partial<T>): T {
  return parts as T
}
