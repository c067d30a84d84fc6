import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { selfSignedCertificate } from '../support/chromium-certificate.ts'
import { startServerProcess } from '../support/chromium-server.ts'
import { openComputer } from './computer.ts'
import {
  ada,
  askToSignIn,
  button,
  finishFirst,
  heading,
  overview,
  registerHere,
  signOut,
} from './journeys.ts'

const host = 'id.weftid.test'

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

test('on a company’s own https origin the whole of it works, behind the set-up token', async ({
  playwright,
  launchOptions,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'weftid-tls-'))
  const { cert, key } = selfSignedCertificate(host)
  const files = { WEFTID_TLS_CERT: join(folder, 'cert.pem'), WEFTID_TLS_KEY: join(folder, 'key.pem') }
  await Promise.all([writeFile(files.WEFTID_TLS_CERT, cert), writeFile(files.WEFTID_TLS_KEY, key)])
  const port = await freePort()
  const server = await startServerProcess({
    ...files,
    WEFTID_ORIGIN: `https://${host}:${port}`,
    WEFTID_PORT: String(port),
  })
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      `--host-resolver-rules=MAP ${host} 127.0.0.1`,
      '--ignore-certificate-errors',
    ],
  })
  const { page, context, complaints } = await openComputer(browser, server.url)
  await page.goto('/')
  expect(server.setupToken).toMatch(/\S{20,}/)

  await page.getByRole('textbox', { name: 'E-mail' }).fill(ada.email)
  await page.getByRole('textbox', { name: 'Your name' }).fill(ada.name)
  const token = page.getByRole('textbox', { name: 'Setup token' })
  await token.fill('a guess')
  await button(page, 'Continue').click()
  await expect(token).toHaveAttribute('aria-invalid', 'true')
  await token.fill(server.setupToken ?? '')
  await button(page, 'Continue').click()
  await expect(heading(page, 'Register a passkey')).toBeVisible()
  await registerHere(page)
  await finishFirst(page)
  await signOut(page)
  await askToSignIn(page, ada.email)
  await expect(overview(page)).toBeVisible()

  await expect(page.getByText('Local', { exact: true })).toBeHidden()
  expect(await context.cookies()).toMatchObject([
    { name: '__Host-weft', secure: true, httpOnly: true, sameSite: 'Strict', path: '/', domain: host },
  ])
  expect(complaints).toEqual([])
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})
