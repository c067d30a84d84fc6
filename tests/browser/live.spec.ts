import { expect, test } from './fixtures.ts'
import { heading, openMethods, openProfile, overview, setUp, setUpTwo, uma } from './journeys.ts'
import { fillRevoke, revokeAndTime, revokedWords } from './revocation.ts'

const passkey = 'Synced passkey'

test.describe('Live news', () => {
  test('come back after the server was killed and started again', async ({ server, computer }) => {
    const admin = await computer()
    const user = await computer()
    await setUpTwo(admin.page, user.page)
    await openProfile(admin.page, uma)
    await server.kill()
    await expect.poll(user.openStreams).toBe(0)
    // What is on the page stays, and nobody is signed out by a server that is away.
    await expect(overview(user.page)).toBeVisible()
    for (const { page } of [admin, user])
      await expect(page.getByText('What you see may be out of date.')).toBeVisible()
    await server.restart()
    for (const { openStreams } of [admin, user]) await expect.poll(openStreams, { timeout: 30_000 }).toBe(1)
    for (const { page } of [admin, user])
      await expect(page.getByText('What you see may be out of date.')).toBeHidden()
    await fillRevoke(admin.page, passkey, 'Stolen')
    const [took = Infinity] = await revokeAndTime(admin.page, [user.page])
    expect(took).toBeLessThan(1000)
  })

  test('that were missed while a computer was off-line are seen when it is back', async ({ computer }) => {
    const admin = await computer()
    const user = await computer()
    await setUpTwo(admin.page, user.page)
    await openProfile(admin.page, uma)
    await user.context.route('**/api/**', (route) => route.abort('internetdisconnected'))
    await user.context.setOffline(true)
    await fillRevoke(admin.page, passkey, 'Stolen')
    await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
    await expect(admin.page.getByText(/is revoked/)).toBeVisible()
    await user.context.unroute('**/api/**')
    await user.context.setOffline(false)
    await expect(heading(user.page, revokedWords)).toBeVisible()
  })

  test('a stream that is refused when it opens again tells why the session is over', async ({
    server,
    computer,
  }) => {
    const admin = await computer()
    const user = await computer()
    await setUpTwo(admin.page, user.page)
    await openProfile(admin.page, uma)
    await user.context.route('**/api/**', (route) => route.abort())
    await server.kill()
    await server.restart()
    await fillRevoke(admin.page, passkey, 'Stolen')
    await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Revoke passkey' }).click()
    await expect(admin.page.getByText(/is revoked/)).toBeVisible()
    await expect(overview(user.page)).toBeVisible()
    await user.context.unroute('**/api/**')
    await expect(heading(user.page, revokedWords)).toBeVisible({ timeout: 30_000 })
    await expect.poll(user.openStreams).toBe(0)
  })

  test('are fetched as what nobody asked for: they keep no session from ending', async ({ computer }) => {
    const { page, openStreams } = await computer()
    await setUp(page)
    // What the overview asked for itself has come.
    await expect(page.getByRole('main')).toContainText('Synced passkey')
    const asked = { byHand: 0, byNews: 0 }
    page.on('request', (request) => {
      if (!request.url().endsWith('/api/me/methods')) return
      asked[request.headers()['x-weft-background'] === '1' ? 'byNews' : 'byHand']++
    })
    await openMethods(page)
    await expect.poll(() => asked.byHand).toBe(1)
    await expect.poll(openStreams).toBe(1)
    const before = asked.byNews
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect.poll(() => asked.byNews).toBeGreaterThan(before)
    expect(asked.byHand).toBe(1)
  })

  test('go on in the other tab when the one that had the stream is closed', async ({ computer }) => {
    const admin = await computer()
    const user = await computer()
    await setUpTwo(admin.page, user.page)
    await openMethods(user.page)
    const other = await user.openTab()
    await expect(other.getByRole('article')).toHaveCount(1)
    await expect.poll(user.openStreams).toBe(1)
    await user.page.close()
    await expect.poll(user.openStreams).toBe(1)
    await openProfile(admin.page, uma)
    await expect(admin.page.getByText('Online', { exact: true })).toBeVisible()
    await fillRevoke(admin.page, passkey, 'Stolen')
    const [took = Infinity] = await revokeAndTime(admin.page, [other])
    expect(took).toBeLessThan(1000)
  })
})
