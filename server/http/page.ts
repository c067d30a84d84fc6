import { AppError } from '../errors.ts'

interface Asked {
  limit: number
  /** The id of the last one seen. */
  cursor?: string | undefined
}

/** A page of what belongs to one person, which is never much. Throws `input.invalid` for a cursor not among it. */
export function pageOf<T extends { id: string }>(
  all: readonly T[],
  { limit, cursor }: Asked,
): { items: T[]; next: string | null } {
  const seen = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1
  if (cursor !== undefined && seen === 0)
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  const items = all.slice(seen, seen + limit)
  return { items, next: seen + limit < all.length ? (items.at(-1)?.id ?? null) : null }
}
