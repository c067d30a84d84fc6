import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../../server/notices/facts.ts'
import { watchersOf } from '../../../../server/notices/kinds.ts'
import { renderMail } from '../../../../server/notices/render.ts'

const origin = 'https://id.example.org'
const surroundings = { name: 'Example', origin, support: 'Help desk, 4400' }

const kinds = Object.entries(watchersOf).flatMap(([kind, watchers]) =>
  watchers.length > 0
    ? [
        { kind, role: 'owner' as const },
        { kind, role: 'watcher' as const },
      ]
    : [{ kind, role: 'owner' as const }],
)

interface Texts {
  actor?: string
  owner?: string
  passkey?: string
  reason?: string
}

const factsWith = ({
  actor = 'Ada',
  owner = 'Bob',
  passkey = 'YubiKey 5',
  reason = 'Lost',
}: Texts): Facts => ({
  at: '2026-10-26T11:02:31.000Z',
  actor: { id: 'a', name: actor, role: 'helpdesk' },
  owner: { id: 'b', name: owner },
  passkey,
  reason,
  ticket: 'HD-17',
  count: 2,
  address: '192.0.2.7',
  client: 'Chrome on Linux',
})

const render = (kind: string, role: 'owner' | 'watcher', facts: Facts) =>
  renderMail({ kind, role, address: 'bob@example.org', facts: JSON.stringify(facts) }, surroundings)

const hostile = [
  'Bob\r\nBcc: eve@evil.example\r\n\r\nAll is well.',
  'Bob\u2028Who  The help desk\u2029\u0085When  never',
  '\u202ereverof\u202c \u2066hidden\u2069 \u200b\u0000',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><a href="https://evil.example/">Confirm your account</a>',
  'Go to https://evil.example/login or evil.example now, javascript://x',
  '${name} {{name}} =?utf-8?B?QmNjOg==?= %0d%0aBcc:x',
  '\u{1f469}\u200d\u{1f4bb} Łucja O’Neill 北京',
  'x'.repeat(5000),
]

describe.each(kinds)('the mail about $kind to the $role', ({ kind, role }) => {
  const tame = render(kind, role, factsWith({}))

  it('says who, what, when, from where and what to do', () => {
    for (const part of [tame.text, tame.html]) {
      for (const fact of ['Monday, 26 October 2026 at 11:02 UTC', '192.0.2.7, Chrome on Linux'])
        expect(part).toContain(fact)
      expect(part).toContain('Bob')
      expect(part).toContain(role === 'owner' ? `${origin}/account/sign-in-methods` : `${origin}/users/b`)
    }
    expect(tame.text).toMatch(/^Who +\S/m)
    if (role === 'owner') expect(tame.text).toContain('Call the help desk at once: Help desk, 4400')
  })

  it('fetches nothing and links to our own origin only', () => {
    expect([...tame.html.matchAll(/href="([^"]*)"/g)].every(([, url]) => url?.startsWith(`${origin}/`))).toBe(
      true,
    )
    expect(tame.html).not.toMatch(/<(img|script|link|iframe|object|form)|src=|url\(|@import/i)
  })

  it.each(hostile)('is not forged by the name %j', (name) => {
    const { subject, text, html } = render(
      kind,
      role,
      factsWith({ actor: name, owner: name, passkey: name, reason: name }),
    )
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    expect(text.split(/[\r\n\u0085\u2028\u2029]/)).toHaveLength(tame.text.split('\n').length)
    for (const part of [subject, text, html]) {
      expect(part.replaceAll('\u200b', '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\0]/)
      expect(part).not.toMatch(/evil\.example|https:\/\/(?!id\.example\.org)/)
    }
    const tags = (of: string) => [...of.matchAll(/<(\/?[a-z0-9]+)/gi)].map(([, tag]) => tag)
    expect(tags(html)).toEqual(tags(tame.html))
  })
})

describe('a mail', () => {
  it('tells one’s own acts from those of others', () => {
    const own = { ...factsWith({}), actor: { id: 'b', name: 'Bob', role: 'user' as const } }
    expect(render('passkey.revoked', 'owner', own).text).toContain('You, or somebody signed in as you')
    const others = render('passkey.revoked', 'owner', factsWith({})).text
    expect(others).toContain('Ada (help desk)')
    expect(others).toMatch(/^Reason +Lost$/m)
    expect(others).toMatch(/^Ticket +HD-17$/m)
  })

  it('leaves an address to be copied as it is', () => {
    expect(render('passkey.registered', 'owner', factsWith({ passkey: 'YubiKey 5.7' })).text).toContain(
      'YubiKey 5.7',
    )
  })

  it('tells where there is nobody to call', () => {
    const row = { kind: 'password.set', role: 'owner' as const, address: 'b@example.org' }
    const mail = renderMail(
      { ...row, facts: JSON.stringify(factsWith({})) },
      { ...surroundings, support: '' },
    )
    expect(mail.text).toContain('Tell your help desk at once.')
  })

  it('is refused where its kind or its facts are unknown', () => {
    expect(() => render('sign-in.succeeded', 'owner', factsWith({}))).toThrow('unknown kind')
    expect(() => render('__proto__', 'owner', factsWith({}))).toThrow('unknown kind')
    const row = { kind: 'password.set', role: 'owner' as const, address: '', facts: '{}' }
    expect(() => renderMail(row, surroundings)).toThrow()
  })
})
