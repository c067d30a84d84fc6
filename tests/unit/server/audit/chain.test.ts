import { createHmac, createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { chainKeys, headOf, parseHead, sealOf, type Sealable } from '../../../../server/audit/chain.ts'
import { entry as entryOf, fullEntry } from '../../../support/record.ts'

const key = createSecretKey(Buffer.alloc(32, 1))
const entry: Sealable = { seq: 7, ...fullEntry }
const place = { position: 3, settled: 7 }
const seal = sealOf(key, 'before', place, entry)

describe('the seal of an entry', () => {
  it('is what the README says', () => {
    const small = { ...entryOf({}), seq: 7, action: 'user.renamed', actor_name: 'Zoë' }
    const text =
      'weftid-audit-1\nbefore\n3\n7\nseq:number:1:7\nat:string:24:2026-05-04T10:00:00.000Z\n' +
      'action:string:12:user.renamed\nactor_name:string:4:Zoë\n'
    expect(sealOf(key, 'before', place, small)).toBe(
      createHmac('sha256', key).update(text).digest('base64url'),
    )
  })

  it.each(Object.keys(entry))('depends on %s', (column) => {
    for (const other of ['', 'other', 8, null])
      expect(sealOf(key, 'before', place, { ...entry, [column]: other })).not.toBe(seal)
  })

  it('depends on the seal before, the place, what was settled, and the key', () => {
    const others = [
      sealOf(key, '', place, entry),
      sealOf(key, 'before', { ...place, position: 4 }, entry),
      sealOf(key, 'before', { ...place, settled: 8 }, entry),
      sealOf(createSecretKey(Buffer.alloc(32, 2)), 'before', place, entry),
    ]
    expect(others).not.toContain(seal)
  })

  it('tells a number from its text, and where one column ends from where the next begins', () => {
    const differs = (one: object, other: object) =>
      expect(sealOf(key, '', place, { ...entry, ...one })).not.toBe(
        sealOf(key, '', place, { ...entry, ...other }),
      )
    differs({ count: 2 }, { count: '2' })
    differs({ reason: 'a\nticket:string:1:b', ticket: null }, { reason: 'a', ticket: 'b' })
    differs({ reason: 'x', ticket: null }, { reason: null, ticket: 'x' })
    differs({ reason: '' }, { reason: null })
  })
})

describe('a head', () => {
  it('is read as it was written', () => {
    const end = { position: 1042, seal }
    expect(parseHead(headOf(end))).toEqual(end)
  })
})

describe('the keys', () => {
  it('are one for each secret, and no other purpose’s', () => {
    const secrets = ['a'.repeat(32), 'b'.repeat(32)]
    const [first, second] = chainKeys({ secrets }).map((each) => each.export().toString('hex'))
    expect(first).not.toBe(second)
    expect(
      chainKeys({ secrets: secrets.slice(1) })[0]
        ?.export()
        .toString('hex'),
    ).toBe(second)
  })
})
