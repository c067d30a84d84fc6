import { describe, expect, it } from 'vitest'
import { choose, serverArgument, type Opinions } from '../../../../main/servers/choice.ts'

const managedBy = (server: string | null) => ({ server, unreadable: null })
const nobody = managedBy(null)
const silent: Opinions = {
  managed: nobody,
  argv: ['weftid'],
  env: {},
  remembered: null,
  isDevelopment: false,
}
const opinions = {
  managed: managedBy('https://managed.example'),
  argv: ['weftid', '--server=argument.example'],
  env: { WEFTID_SERVER: 'https://environment.example' },
  remembered: 'https://remembered.example',
  isDevelopment: true,
}

describe('choose', () => {
  it.each([
    [{}, 'managed', 'https://managed.example'],
    [{ managed: nobody }, 'command-line', 'https://argument.example'],
    [{ managed: nobody, argv: [] }, 'environment', 'https://environment.example'],
    [{ managed: nobody, argv: [], env: {} }, 'remembered', 'https://remembered.example'],
    [{ managed: nobody, argv: [], env: { WEFTID_SERVER: ' ' } }, 'remembered', 'https://remembered.example'],
  ])('of all but %j it takes what is %s', (missing, source, origin) => {
    expect(choose({ ...opinions, ...missing })).toEqual({ target: { kind: 'server', origin }, source })
  })

  it('works with this computer where the person said so, or in development', () => {
    const target = { kind: 'local' }
    expect(choose({ ...silent, remembered: 'local' })).toEqual({ target, source: 'remembered' })
    expect(choose({ ...silent, isDevelopment: true })).toEqual({ target, source: 'development' })
  })

  it('asks where nobody said anything', () => {
    expect(choose(silent)).toEqual({ target: null, unusable: null })
  })

  it.each([
    [{ managed: managedBy('http://managed.example') }, 'http://managed.example'],
    [{ managed: nobody, argv: ['weftid', '--server=10.0.0.1'] }, '10.0.0.1'],
    [{ managed: nobody, argv: [], env: { WEFTID_SERVER: 'a b' } }, 'a b'],
  ])('never passes over a preset that is no address: %j', (changed, address) => {
    expect(choose({ ...opinions, ...changed })).toEqual({ target: null, unusable: { address } })
  })

  it('never passes over settings of the company that cannot be read', () => {
    const managed = { server: null, unreadable: '/etc/weftid/settings.json' }
    expect(choose({ ...opinions, managed })).toEqual({ target: null, unusable: { file: managed.unreadable } })
  })
})

describe('serverArgument', () => {
  it.each([
    [['weftid', '--server=id.company.com'], 'id.company.com'],
    [['electron', '.', '--inspect', '--server=https://a.example', '--x'], 'https://a.example'],
    [['weftid', '--server='], ''],
    [['weftid'], null],
    [['weftid', '--server', 'a.example'], null],
    [['weftid', '-server=a.example'], null],
    [['weftid', '--server=a.example', '--server=b.example'], null],
    [['weftid', '--', '--server=a.example'], null],
    [['weftid', 'weftid://open', '--server=a.example'], null],
    [['weftid', '--server=a.example', 'WEFTID:x'], null],
  ])('%j: %s', (argv, said) => {
    expect(serverArgument(argv)).toBe(said)
  })
})
