import type { Db } from '../db/connect.ts'
import { namesGiven } from './model-store.ts'
import { modelName } from './models.ts'

/** What models are called: as an administrator named them, else as they are commonly known. */
export async function namerOf(db: Db, aaguids: readonly string[]): Promise<(aaguid: string) => string> {
  const given = new Map((await namesGiven(db, aaguids)).map(({ aaguid, name }) => [aaguid, name]))
  return (aaguid) => given.get(aaguid) ?? modelName(aaguid)
}
