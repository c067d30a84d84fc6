const placeholder = /@pool-(\d+)@/g

/** What the server has given out lately, for requests to come back with. */
export interface Pool {
  /** Keeps the ids, cursors, challenges and tokens of an answer. */
  learn: (text: string) => void
  add: (...values: string[]) => void
  /** The text with something given out in the place of each placeholder, as it stands in JSON. */
  fill: (text: string) => string
}

const kept = 4000

/** A pool that forgets its oldest first; what `secret` names never gets in. */
export function createPool(isForbidden: (value: string) => boolean): Pool {
  const values: string[] = []
  const add = (...more: string[]) => {
    for (const value of more) if (!isForbidden(value)) values.push(value)
    if (values.length > kept) values.splice(0, values.length - kept)
  }
  return {
    add,
    learn: (text) => {
      for (const [, value = ''] of text.matchAll(
        /"(?:id|next|challengeId|token|code|pass|aaguid|email|credentialId)":"([^"\\]+)"/g,
      ))
        add(value)
    },
    fill: (text) =>
      text.replace(placeholder, (_, number: string) => values[Number(number) % values.length] ?? 'x'),
  }
}
