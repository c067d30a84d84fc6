import { expect, test as base } from '@playwright/test'
import { startServerProcess, type ServerProcess } from '../support/chromium-server.ts'
import { openComputer, type Computer, type Device } from './computer.ts'

export interface Fixtures {
  /** A running server that nobody has used yet. */
  server: ServerProcess
  /** Opens one more computer; after the test each must have run without a complaint. */
  computer: (device?: Device) => Promise<Computer>
}

export const test = base.extend<Fixtures>({
  // Playwright reads from the pattern which fixtures this one needs: none.
  server: async ({}, use) => {
    const server = await startServerProcess()
    await use(server)
    await server.close()
  },
  computer: async ({ browser, server }, use) => {
    const computers: Computer[] = []
    await use(async (device) => {
      const opened = await openComputer(browser, server.url, device)
      computers.push(opened)
      return opened
    })
    const complaints = computers.flatMap((each) => each.complaints)
    for (const { context } of computers) await context.close()
    expect(complaints, 'what the pages complained about').toEqual([])
  },
})

export { expect }
