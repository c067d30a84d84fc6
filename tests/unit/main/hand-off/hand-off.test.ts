import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { shell } from '../../../support/electron-double/system.ts'
import { app, ask, begin, knock, outcomes, serverAnswers, signIn } from './scene.ts'

const sent = z.object({ code: z.string(), verifier: z.string(), state: z.string() })
const fiveMinutes = 5 * 60_000

beforeEach(begin)
afterEach(() => {
  vi.useRealTimers()
})

describe('a sign-in through the browser', () => {
  it('opens our own page in the browser with what it needs and nothing else', async () => {
    const { opened, request } = await signIn()
    expect(`${opened.origin}${opened.pathname}`).toBe('https://id.example.org/desktop/authorize')
    expect([...opened.searchParams.keys()].sort()).toEqual(['challenge', 'redirectUri', 'state'])
    expect(request.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/cb\/[\w-]{43}$/)
  })

  it('tells the page two digits of the state, and no secret', async () => {
    const { matchCode, request } = await signIn()
    const digest = createHash('sha256').update(request.state).digest()
    expect(matchCode).toBe(String(digest.readUInt32BE(0) % 100).padStart(2, '0'))
  })

  it('brings code and verifier to the server as our page would, and loads the window again', async () => {
    const { request, answer, code } = await signIn()
    const { status } = await knock(answer({ code }))
    expect(status).toBe(200)
    await expect.poll(outcomes).toEqual([{ outcome: 'signed-in' }])
    const [url, init] = app.fetch.calls[0] ?? []
    expect(url).toBe('https://id.example.org/api/hand-off/redeem')
    expect(init).toMatchObject({ method: 'POST', redirect: 'error', credentials: 'include' })
    expect(new Headers(init?.headers).get('origin')).toBe('https://id.example.org')
    const body = sent.parse(JSON.parse(z.string().parse(init?.body)))
    expect(body).toMatchObject({ code, state: request.state })
    const challenge = createHash('sha256').update(body.verifier).digest('base64url')
    expect(challenge).toBe(request.challenge)
    expect(app.reload.calls).toHaveLength(1)
    expect(app.shown.calls).toHaveLength(1)
    expect(JSON.stringify(app.send.calls)).not.toContain(code)
  })

  it('answers the browser with a page that can do nothing', async () => {
    const { answer, code } = await signIn()
    const { headers, text } = await knock(answer({ code }))
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri/,
    )
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      connection: 'close',
    })
    expect(text).toContain('You can close this tab')
    expect(text).not.toMatch(/<script|<a |http/)
    expect(text).not.toContain(code)
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['content-security-policy']).toContain(hash)
  })

  it('is denied by the person in the browser', async () => {
    const { answer } = await signIn()
    expect((await knock(answer({ error: 'access_denied' }))).status).toBe(200)
    await expect.poll(outcomes).toEqual([{ outcome: 'denied' }])
    expect(app.fetch.calls).toEqual([])
    expect(app.reload.calls).toEqual([])
  })

  it.each([
    ['refused', () => Promise.resolve(new Response('{}', { status: 401 }))],
    ['failed', () => Promise.resolve(new Response('', { status: 503 }))],
    ['failed', () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED'))],
  ] as const)('is %s by the server', async (outcome, fetch) => {
    serverAnswers(fetch)
    const { answer, code } = await signIn()
    await knock(answer({ code }))
    await expect.poll(outcomes).toEqual([{ outcome }])
    expect(app.reload.calls).toEqual([])
  })
})

describe('at the loopback address', () => {
  const wrong = [
    ['another host', { headers: { host: 'rebound.example' } }],
    ['another method', { method: 'POST' }],
    ['another path', { path: '/cb/elsewhere' }],
    ['a picture’s request', { headers: { 'sec-fetch-dest': 'image' } }],
  ] as const
  it.each(wrong)('%s changes nothing', async (_what, asked) => {
    const { answer, code } = await signIn()
    const refused = await knock(answer({ code }), asked)
    expect(refused.status).toBe(404)
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'")
    expect(outcomes()).toEqual([])
    // It is still waited for.
    expect((await knock(answer({ code }))).status).toBe(200)
    await expect.poll(outcomes).toEqual([{ outcome: 'signed-in' }])
  })

  it('a wrong state changes nothing', async () => {
    const { answer, code } = await signIn()
    expect((await knock(answer({ code, state: 'x'.repeat(43) }))).status).toBe(404)
    expect(app.fetch.calls).toEqual([])
  })

  it('of ten answers at once one counts', async () => {
    const { answer, code } = await signIn()
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => knock(answer({ code }))))
    const served = all.filter((each) => each.status === 'fulfilled' && each.value.status === 200)
    expect(served).toHaveLength(1)
    await expect.poll(outcomes).toEqual([{ outcome: 'signed-in' }])
    expect(app.fetch.calls).toHaveLength(1)
  })

  it('nobody listens any more once the answer is there', async () => {
    const { answer, code } = await signIn()
    await knock(answer({ code }))
    await expect.poll(outcomes).toHaveLength(1)
    await expect(knock(answer({ code }))).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
  })

  it('nobody listens any more after five minutes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { answer, code } = await signIn()
    vi.advanceTimersByTime(fiveMinutes - 1)
    expect(outcomes()).toEqual([])
    vi.advanceTimersByTime(1)
    vi.useRealTimers()
    await expect.poll(outcomes).toEqual([{ outcome: 'expired' }])
    await expect(knock(answer({ code }))).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
  })

  it('it is this computer’s own, and no other address of it', async () => {
    const { request } = await signIn()
    const { port } = new URL(request.redirectUri)
    await expect(knock(new URL(`http://[::1]:${port}/`))).rejects.toThrow('ECONNREFUSED')
    await expect(knock(new URL(`http://127.0.0.2:${port}/`))).rejects.toThrow('ECONNREFUSED')
  })

  it('a connection that says nothing does not keep it open', async () => {
    const { answer, code } = await signIn()
    const { hostname, port } = answer({})
    const silent = connect(Number(port), hostname)
    const isClosed = new Promise((resolve) => silent.once('close', resolve))
    await knock(answer({ code }))
    await isClosed
  })
})

describe('only one sign-in is under way', () => {
  it('a second one takes the place of the first', async () => {
    const first = await signIn()
    const second = await signIn()
    await expect(knock(first.answer({ code: first.code }))).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
    await knock(second.answer({ code: second.code }))
    await expect.poll(outcomes).toEqual([{ outcome: 'signed-in' }])
  })

  it('of two begun at once the first gives way', async () => {
    const [first, second] = await Promise.allSettled([ask('hand-off:begin'), ask('hand-off:begin')])
    expect(first.status).toBe('rejected')
    expect(second.status).toBe('fulfilled')
    expect(shell.openExternal.calls).toHaveLength(1)
  })

  it('is over when it is cancelled', async () => {
    const { answer, code } = await signIn()
    await ask('hand-off:cancel')
    await expect(knock(answer({ code }))).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
    expect(outcomes()).toEqual([])
  })

  it('is over when it is cancelled while the server is asked', async () => {
    serverAnswers(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(new Error('aborted'))
          })
        }),
    )
    const { answer, code } = await signIn()
    await knock(answer({ code }))
    await expect.poll(() => app.fetch.calls.length).toBe(1)
    await ask('hand-off:cancel')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(outcomes()).toEqual([])
  })

  it('is over when another server is chosen', async () => {
    const { answer, code } = await signIn()
    for (const leave of app.leaving) leave()
    await expect(knock(answer({ code }))).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
  })

  it('fails where the window is gone meanwhile', async () => {
    const { answer, code } = await signIn()
    app.isOpen = false
    await knock(answer({ code }))
    await expect.poll(() => app.shown.calls.length).toBe(1)
    expect(app.fetch.calls).toEqual([])
  })

  it('does not begin where there is no browser to open', async () => {
    const open = vi.spyOn(shell, 'openExternal').mockRejectedValueOnce(new Error('no browser'))
    await expect(ask('hand-off:begin')).rejects.toThrow('no browser')
    open.mockRestore()
    expect(outcomes()).toEqual([])
  })

  it('takes no argument: the page has no say in what is opened', async () => {
    for (const channel of ['hand-off:begin', 'hand-off:cancel', 'browser:sign-in-methods'])
      await expect(ask(channel, 'https://evil.example')).rejects.toThrow('asked wrongly')
    expect(shell.openExternal.calls).toEqual([])
  })
})

describe('registering through the browser', () => {
  it('opens the sign-in methods there, with nothing of this session', async () => {
    await ask('browser:sign-in-methods')
    expect(shell.openExternal.calls).toEqual([['https://id.example.org/account/sign-in-methods']])
  })
})
