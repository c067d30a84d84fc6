import { z } from 'zod'
import { expect, test } from './fixtures.ts'
import { openMethods, setUp } from './journeys.ts'

test('the browser is told which passkeys count and whose they are, and refuses neither', async ({
  computer,
}) => {
  const { page } = await computer()
  await setUp(page)
  await page.evaluate(() => {
    const told: string[] = []
    for (const name of ['signalAllAcceptedCredentials', 'signalCurrentUserDetails'] as const) {
      const signal: (options: never) => Promise<void> = PublicKeyCredential[name].bind(PublicKeyCredential)
      const watched = async (options: never) => {
        await signal(options).then(
          () => told.push(name),
          (error: unknown) => told.push(`${name}: ${String(error)}`),
        )
      }
      Object.assign(PublicKeyCredential, { [name]: watched })
    }
    Object.assign(window, { told })
  })
  await openMethods(page)
  // Once more where the page hears of the new passkey meanwhile.
  const told = async () => {
    const names = await page.evaluate((): unknown => Reflect.get(window, 'told'))
    return [...new Set(z.array(z.string()).parse(names))]
  }
  await expect.poll(told).toEqual(['signalAllAcceptedCredentials', 'signalCurrentUserDetails'])
})
