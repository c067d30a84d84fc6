import type { Db } from '../db/connect.ts'
import { statement, type Held } from '../db/statement.ts'
import type { SessionRow } from '../db/tables.ts'
import { networkOf } from '../network.ts'
import type { SeenFrom } from '../session.ts'

type Place = Pick<SessionRow, 'address' | 'client' | 'computer'>

const placesOf = statement<{ userId: string; client: string }, Place>((db, param) =>
  db('sessions')
    .where({ user_id: param('userId'), client: param('client'), kind: 'full' })
    .distinct('address', 'client', 'computer')
    .limit(200),
)

/**
 * Whether the account has had a session, as long as those are kept, with this browser on this system from this network,
 * or in the desktop app of a computer of this name. For a notice to the owner, not for a decision: all of it can be made up.
 */
export async function isFamiliar(
  on: Db | Held,
  userId: string,
  { address, client, computer }: SeenFrom & { computer?: string | undefined },
): Promise<boolean> {
  const places = await placesOf.all(on, { userId, client })
  const network = networkOf(address)
  return places.some(
    (place) =>
      networkOf(place.address) === network || (computer !== undefined && place.computer === computer),
  )
}
