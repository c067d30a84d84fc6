import type { TokenPermission } from '../../shared/contract/roles.ts'
import { createToken } from '../../shared/contract/tokens.ts'
import { Browser } from './browser.ts'
import { confirm, type Person } from './people.ts'
import type { TestServer } from './server.ts'

/** A program with an API token: it sends no cookie and comes from no page. */
export class Program extends Browser {
  readonly secret: string

  constructor(url: string, secret: string) {
    super(url, url)
    this.secret = secret
  }

  override send(request: Parameters<Browser['send']>[0]): ReturnType<Browser['send']> {
    const headers = { authorization: `Bearer ${this.secret}`, origin: undefined, ...request.headers }
    return super.send({ ...request, headers })
  }
}

/** A token that the administrator has just made, and a program that has it. */
export async function programOf(
  server: TestServer,
  maker: Person,
  permissions: readonly TokenPermission[],
  { name = 'Offboarding', days = 30 } = {},
): Promise<{ program: Program; id: string }> {
  await confirm(maker)
  const body = { name, permissions: [...permissions], days }
  const { token, secret } = await maker.browser.call(createToken, { body })
  return { program: programWith(server, secret), id: token.id }
}

export const programWith = (server: TestServer, secret: string): Program => {
  const program = new Program(server.url, secret)
  program.headers = { host: new URL(server.config.origin).host }
  return program
}
