import type { Knex } from 'knex'
import * as beginning from './0001-beginning.ts'
import * as temporaryPasses from './0002-temporary-passes.ts'
import * as fallback from './0003-fallback.ts'
import * as throttles from './0004-throttles.ts'
import * as outbox from './0005-outbox.ts'
import * as standing from './0006-standing.ts'
import * as modelRevocations from './0007-model-revocations.ts'
import * as auditSeals from './0008-audit-seals.ts'
import * as handOffs from './0009-hand-offs.ts'
import * as soleModel from './0010-sole-model.ts'
import * as apiTokens from './0011-api-tokens.ts'
import * as live from './0012-live.ts'
import * as listed from './0013-listed.ts'
import * as runByToken from './0014-run-by-token.ts'
import * as begunSessions from './0015-begun-sessions.ts'
import * as signedIn from './0016-signed-in.ts'

/** In the order they run. A bundle has no folder to scan, so they are listed; one that was released is never changed. */
export const migrations = new Map<string, Knex.Migration>([
  ['0001-beginning', beginning],
  ['0002-temporary-passes', temporaryPasses],
  ['0003-fallback', fallback],
  ['0004-throttles', throttles],
  ['0005-outbox', outbox],
  ['0006-standing', standing],
  ['0007-model-revocations', modelRevocations],
  ['0008-audit-seals', auditSeals],
  ['0009-hand-offs', handOffs],
  ['0010-sole-model', soleModel],
  ['0011-api-tokens', apiTokens],
  ['0012-live', live],
  ['0013-listed', listed],
  ['0014-run-by-token', runByToken],
  ['0015-begun-sessions', begunSessions],
  ['0016-signed-in', signedIn],
])
