/** The beginning of a list, as far as it was fetched. */
export interface Paged<T> {
  items: T[]
  /** Of the following page; null where there is none. */
  next: string | null
}

/** The paging of one call. */
export interface Paging {
  limit: number
  cursor: string | undefined
}

/** As many as are shown where nothing was asked for yet. */
export const pageSize = 50
const most = 200

/** The first `howMany`, over as many pages as that takes. */
export async function firstOf<T>(
  howMany: number,
  ask: (paging: Paging) => Promise<Paged<T>>,
): Promise<Paged<T>> {
  const items: T[] = []
  let next: string | null = null
  do {
    const limit = Math.min(howMany - items.length, most)
    const page = await ask({ limit, cursor: next ?? undefined })
    items.push(...page.items)
    next = page.next
  } while (next !== null && items.length < howMany)
  return { items, next }
}

/** What is shown, and the page that follows it. */
export async function nextOf<T>(
  shown: Paged<T>,
  ask: (paging: Paging) => Promise<Paged<T>>,
): Promise<Paged<T>> {
  if (shown.next === null) return shown
  const { items, next } = await ask({ limit: pageSize, cursor: shown.next })
  return { items: [...shown.items, ...items], next }
}
