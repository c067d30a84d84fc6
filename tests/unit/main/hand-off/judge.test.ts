import { describe, expect, it } from 'vitest'
import { judge } from '../../../../main/hand-off/judge.ts'

const [random, state, code] = ['r'.repeat(43), 's'.repeat(43), 'c'.repeat(43)]
const expected = { host: '127.0.0.1:5000', path: `/cb/${random}`, state }
const right = { method: 'GET', host: '127.0.0.1:5000', target: `/cb/${random}?code=${code}&state=${state}` }
const at = (target: string) => ({
  target: target.replaceAll('R', random).replaceAll('S', state).replaceAll('C', code),
})

describe('what comes in at the loopback address', () => {
  it('is the answer where every part is right', () => {
    expect(judge(right, expected)).toEqual({ kind: 'code', code })
    expect(judge({ ...right, destination: 'document' }, expected)).toEqual({ kind: 'code', code })
    expect(judge({ ...right, ...at('/cb/R?state=S&code=C') }, expected)).toEqual({ kind: 'code', code })
  })

  it('is a refusal where the person denied it', () => {
    expect(judge({ ...right, ...at('/cb/R?error=access_denied&state=S') }, expected)).toEqual({
      kind: 'denied',
    })
  })

  it.each([
    ['POST', { method: 'POST' }],
    ['HEAD', { method: 'HEAD' }],
    ['OPTIONS', { method: 'OPTIONS' }],
    ['no method', { method: undefined }],
    ['no host', { host: undefined }],
    ['the name of the host', { host: 'localhost:5000' }],
    ['a name that leads here', { host: 'rebound.evil.example:5000' }],
    ['another port', { host: '127.0.0.1:5001' }],
    ['no port', { host: '127.0.0.1' }],
    ['a host in another form', { host: '127.1:5000' }],
    ['two hosts', { host: '127.0.0.1:5000, evil.example' }],
    ['no target', { target: undefined }],
    ['the root', at('/?code=C&state=S')],
    ['the favicon', at('/favicon.ico')],
    ['another path', at(`/cb/${'x'.repeat(43)}?code=C&state=S`)],
    ['a path that begins right', at('/cb/R/?code=C&state=S')],
    ['a path that is shorter', at(`/cb/${'r'.repeat(42)}?code=C&state=S`)],
    ['a path with a way up', at('/x/../cb/R?code=C&state=S')],
    ['a path that is escaped', at('/cb/%72R?code=C&state=S')],
    ['an absolute target', at('http://127.0.0.1:5000/cb/R?code=C&state=S')],
    ['no query', at('/cb/R')],
    ['no state', at('/cb/R?code=C')],
    ['an empty state', at('/cb/R?code=C&state=')],
    ['a wrong state', at(`/cb/R?code=C&state=${'x'.repeat(43)}`)],
    ['a state that begins right', at('/cb/R?code=C&state=S0')],
    ['two states', at(`/cb/R?code=C&state=S&state=S`)],
    ['two codes', at('/cb/R?code=C&code=C&state=S')],
    ['no code', at('/cb/R?state=S')],
    ['an empty code', at('/cb/R?code=&state=S')],
    ['a code of another form', at(`/cb/R?code=${'c'.repeat(42)}%21&state=S`)],
    ['a code that is too long', at('/cb/R?code=C0&state=S')],
    ['more than was asked for', at('/cb/R?code=C&state=S&more=1')],
    ['a code and an error', at('/cb/R?code=C&state=S&error=access_denied')],
    ['another error', at('/cb/R?error=server_error&state=S')],
    ['a refusal with a wrong state', at(`/cb/R?error=access_denied&state=${'x'.repeat(43)}`)],
    ['a prototype', at('/cb/R?__proto__=C&state=S')],
    ['an image of somebody’s page', { destination: 'image' }],
    ['a frame in somebody’s page', { destination: 'iframe' }],
    ['a script', { destination: 'empty' }],
  ])('is nothing with %s', (_what, wrong) => {
    expect(judge({ ...right, ...wrong }, expected)).toEqual({ kind: 'unexpected' })
  })
})
