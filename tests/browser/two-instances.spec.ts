import { startServerProcess, type ServerProcess } from '../support/chromium-server.ts'
import { openInFront } from '../support/address-in-front.ts'
import { freePort, startPostgres, type Postgres } from '../support/postgres.ts'
import { openComputer } from './computer.ts'
import { expect, test as base } from './fixtures.ts'
import {
  addUser,
  finishFirst,
  heading,
  invite,
  join,
  openProfile,
  overview,
  registerHere,
  setUp,
  uma,
} from './journeys.ts'
import { fillRevoke, revokeAndTime, revokedWords } from './revocation.ts'

const passkey = 'Synced passkey'
// Without news between instances a desktop would look for itself, every fifteen seconds.
const live = 10_000

interface Shared {
  postgres: Postgres
}

const test = base.extend<object, Shared>({
  postgres: [
    // Playwright reads from the pattern which fixtures this one needs: none.
    async ({}, use) => {
      const postgres = await startPostgres()
      await use(postgres)
      await postgres.stop()
    },
    { scope: 'worker' },
  ],
})

test.describe.configure({ mode: 'default' })

async function startInstances(postgres: Postgres, settings: Record<string, string>[]) {
  const shared = {
    WEFTID_DATABASE: await postgres.newDatabase(),
    WEFTID_SECRET: 'one-secret-of-all-instances-of-32-bytes',
  }
  const start = (own: Record<string, string>) => startServerProcess({ ...shared, ...own })
  return Promise.all(settings.map(start))
}

const closeAll = (servers: readonly ServerProcess[]) => Promise.all(servers.map((server) => server.close()))

test.describe('Two instances on one PostgreSQL', () => {
  test('the administrator is at one, the user at the other, and is signed out live', async ({
    browser,
    postgres,
  }) => {
    const [one, other] = await startInstances(postgres, [{}, {}])
    if (!one || !other) throw new Error('two instances')
    const admin = await openComputer(browser, one.url)
    const user = await openComputer(browser, other.url)
    await setUp(admin.page)
    const { link } = await addUser(admin.page, uma)
    // The link leads to the instance that made it; what it holds is good at any.
    const { pathname, hash } = new URL(link)
    await user.page.goto(`${pathname}${hash}`)
    await user.page.getByRole('button', { name: 'Accept invitation' }).click()
    await registerHere(user.page)
    await finishFirst(user.page)

    await openProfile(admin.page, uma)
    await expect(admin.page.getByText('Online', { exact: true })).toBeVisible()
    await fillRevoke(admin.page, passkey, 'Stolen')
    const [took = Infinity] = await revokeAndTime(admin.page, [user.page])
    expect(took).toBeLessThan(live)
    await expect(heading(user.page, revokedWords)).toBeVisible()
    // Each page reads what is on the other's record.
    await expect(admin.page.getByText('Online', { exact: true })).toHaveCount(0)
    expect([...admin.complaints, ...user.complaints]).toEqual([])
    for (const { context } of [admin, user]) await context.close()
    await closeAll([one, other])
  })

  test('the one a desktop is at dies: it goes on at the other, and is signed out there', async ({
    browser,
    postgres,
  }) => {
    const ports = [await freePort(), await freePort()]
    const front = await openInFront(ports)
    const WEFTID_ORIGIN = `http://localhost:${front.port}`
    const servers = await startInstances(
      postgres,
      ports.map((port) => ({ WEFTID_PORT: String(port), WEFTID_ORIGIN })),
    )
    const admin = await openComputer(browser, WEFTID_ORIGIN)
    const user = await openComputer(browser, WEFTID_ORIGIN)
    await setUp(admin.page)
    await join(user.page, await invite(admin.page, uma))
    await openProfile(admin.page, uma)

    await servers[0]?.kill()
    for (const { openStreams } of [admin, user]) await expect.poll(openStreams, { timeout: 30_000 }).toBe(1)
    await expect(overview(user.page)).toBeVisible()
    await fillRevoke(admin.page, passkey, 'Stolen')
    const [took = Infinity] = await revokeAndTime(admin.page, [user.page])
    expect(took).toBeLessThan(live)
    await expect(heading(user.page, revokedWords)).toBeVisible()
    for (const { context } of [admin, user]) await context.close()
    await closeAll(servers)
    await front.close()
  })
})
