import { setTimeout as after } from 'node:timers/promises'
import type { Services } from '../services.ts'
import { openAuditFile, type AuditFile } from './audit-file.ts'
import * as store from './chain-store.ts'
import { sealSome, type SealerMemory } from './seal-entries.ts'
import { writeSome } from './write-file.ts'

type Needs = Pick<Services, 'db' | 'config' | 'log' | 'publish'>

const second = 1000
const pauseWhenFailing = 5 * second
/** Between batches: sign-ins have their turn. */
const breath = 2

/**
 * Keeps the chain over the record up to a second behind it, and the audit file behind the chain. Of several processes
 * one at a time seals; each tells its own streams. Answers how to stop it.
 */
export function startSealer(services: Needs): () => Promise<void> {
  const stopping = new AbortController()
  const running = keepSealing(services, stopping.signal)
  return () => {
    stopping.abort()
    return running
  }
}

async function keepSealing(services: Needs, stopping: AbortSignal): Promise<void> {
  const memory: SealerMemory = { pending: null, end: null }
  const { auditFile } = services.config
  const file = auditFile === null ? null : openAuditFile(auditFile)
  const tell = teller(services)
  while (!stopping.aborted) {
    let pause = second
    try {
      await tell()
      const sealed = await sealSome(services, memory)
      const inFile = file ? await written(services, file) : 0
      // Each batch waits for the disk: what is not full yet may fill until it is looked at again.
      if (sealed === store.batch || inFile === store.linksAtOnce) pause = breath
    } catch (error) {
      services.log.error({ err: error }, 'the record could not be sealed')
      pause = pauseWhenFailing
    }
    await after(pause, undefined, { signal: stopping }).catch(() => undefined)
  }
  await file?.close()
}

/** A file that cannot be written stops nobody: the chain goes on, and the file catches up. */
async function written(services: Needs, file: AuditFile): Promise<number> {
  try {
    return await writeSome(services, file)
  } catch (error) {
    services.log.error({ err: error }, 'the audit file could not be written')
    return 0
  }
}

/** Tells those who read the record that more of it is sealed, by whichever process: at most once a second. */
function teller({ db, publish }: Needs): () => Promise<void> {
  let told = -1
  let toldAt = -Infinity
  return async () => {
    if (performance.now() - toldAt < second) return
    const position = (await store.lastSeal.first(db, {}))?.position ?? 0
    if (told >= 0 && position !== told) {
      publish({ permission: 'audit.read' }, { type: 'audit.changed' })
      toldAt = performance.now()
    }
    told = position
  }
}
