import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as users from '../../shared/contract/users.ts'
import { databases } from '../support/databases.ts'
import { confirm, setUpAdministrator, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const people: Record<string, string> = {
  'bob.o-neill@example.org': 'Bob O’Neill',
  'li@example.org': 'Li Wei',
  'wei_li@example.org': '李伟',
  'percent%sign@example.org': '100 % Certain',
  'a+b@example.org': 'Back\\slash "Quote" O\'Hara',
  'josé.garcía@example.org': 'José García',
  'nfd@example.org': 'Zoe\u0308 Nun\u0303ez',
  'full@example.org': 'Ｆｕｌｌ Ｗｉｄｔｈ',
  'strasse@example.org': 'Straße STRASSE',
  'turkey@example.org': 'İpek Işık',
  'emoji@example.org': '🔑 Key 👩‍💻'.replaceAll('\u200d', ''),
  'fts@example.org': 'NEAR OR AND NOT (x) * ^ "y" col:z',
  'space@example.org': 'Anna Maria  von Berg',
}

describe.each(Object.entries(databases))('searching users, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let ada: Person

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server, 'ada@example.net')
    for (const [email, displayName] of Object.entries(people)) {
      await confirm(ada)
      await ada.browser.call(users.createUser, { body: { email, displayName } })
    }
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const listed = (query: object) => ada.browser.call(users.listUsers, { query })
  const found = async (search: string) => (await listed({ search })).items.map(({ email }) => email).sort()

  it.each([
    ['bob', ['bob.o-neill@example.org']],
    ['BOB.O', ['bob.o-neill@example.org']],
    ['o’neill', ['bob.o-neill@example.org']],
    ['  bob  ', ['bob.o-neill@example.org']],
    ['li', ['li@example.org']],
    ['LI W', ['li@example.org']],
    ['w', ['wei_li@example.org']],
    ['wei', ['li@example.org', 'wei_li@example.org']],
    ['李', ['wei_li@example.org']],
    ['李伟', ['wei_li@example.org']],
    ['%', []],
    ['_', []],
    ['0 %', ['percent%sign@example.org']],
    ['t%s', ['percent%sign@example.org']],
    ['i_l', ['wei_li@example.org']],
    ['k\\s', ['a+b@example.org']],
    ['h "q', ['a+b@example.org']],
    ["o'h", ['a+b@example.org']],
    ['a+b', ['a+b@example.org']],
    ['josé', ['josé.garcía@example.org']],
    ['JOSE\u0301', ['josé.garcía@example.org']],
    ['zoë n', ['nfd@example.org']],
    ['NUÑEZ', ['nfd@example.org']],
    ['full wid', ['full@example.org']],
    ['ＦＵＬＬ', ['full@example.org']],
    ['straße', ['strasse@example.org']],
    ['strasse', ['strasse@example.org']],
    ['İpek', ['turkey@example.org']],
    ['ŞıK', ['turkey@example.org']],
    ['🔑 k', ['emoji@example.org']],
    ['🔑', ['emoji@example.org']],
    ['near or', ['fts@example.org']],
    ['NOT (x', ['fts@example.org']],
    ['* ^ "y" col:z', ['fts@example.org']],
    ['"', []],
    ['""', []],
    ['"*"', []],
    ['(x)', ['fts@example.org']],
    ['anna maria', ['space@example.org']],
    ['maria  von', ['space@example.org']],
    ['a von b', []],
    ['nobody like this', []],
    ['-- ;drop', []],
  ])('%j finds %j', async (search, emails) => {
    expect(await found(search)).toEqual(emails)
  })

  it('finds everybody by nothing, or by what all have', async () => {
    expect(await found('   ')).toHaveLength(Object.keys(people).length + 1)
    expect(await found('@example')).toHaveLength(Object.keys(people).length + 1)
    expect(await found('example.org')).toHaveLength(Object.keys(people).length)
  })

  it('follows a change at once, and what was before finds nobody any more', async () => {
    const [bob] = (await ada.browser.call(users.listUsers, { query: { search: 'o-neill' } })).items
    await confirm(ada)
    const change = (body: { email?: string; displayName?: string }) =>
      ada.browser.call(users.changeUser, { params: { id: bob?.id ?? '' }, body })
    await change({ email: 'robert@example.org', displayName: 'Robert Smith' })
    expect(await found('neill')).toEqual([])
    expect(await found('bert sm')).toEqual(['robert@example.org'])
    await change({ email: 'bob.o-neill@example.org', displayName: 'Bob O’Neill' })
    expect(await found('robert')).toEqual([])
  })

  it('refuses what no name can hold, and takes whatever else there is', async () => {
    for (const search of ['\0', 'a\0b', 'x'.repeat(101)])
      await expect(found(search)).rejects.toMatchObject({ code: 'input.invalid' })
    for (const search of ['\ud83d', '\u202e', '\\', "'", '{}', 'a'.repeat(100), '\u0301'])
      expect(Array.isArray(await found(search))).toBe(true)
  })

  it('goes on after people with the longest e-mails there can be', async () => {
    await confirm(ada)
    for (const number of [1, 2, 3]) {
      const email = `${'漢'.repeat(60)}${number}@${'漢'.repeat(180)}.example`
      await ada.browser.call(users.createUser, { body: { email, displayName: `Long ${number}` } })
    }
    const names: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = { search: '漢漢漢', limit: 1, ...(cursor === '' ? {} : { cursor }) }
      const page: Awaited<ReturnType<typeof listed>> = await listed(query)
      names.push(...page.items.map(({ displayName }) => displayName))
      cursor = page.next
    }
    expect(names).toEqual(['Long 1', 'Long 2', 'Long 3'])
  })
})
