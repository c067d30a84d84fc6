import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { localOrigin } from '../../../main/local-pages/serve.ts'
import { app, BrowserWindow } from '../../support/electron-double/index.ts'
import { invokeFrom } from '../../support/electron-double/ipc.ts'
import { newFolder } from './scratch.ts'

it('says why it could not start, on a page of its own, and lets the person choose', async () => {
  Object.assign(process.env, { WEFTID_DATA: newFolder(), WEFTID_NODE: process.execPath, STAND_IN: 'fails' })
  app.setPath('app', join(import.meta.dirname, 'stand-in'))
  await import('../../../main/index.ts')
  const page = await vi.waitUntil(() => BrowserWindow.opened[0], { timeout: 20_000 })
  const view = () => invokeFrom({ contentsId: page.webContents.id, origin: localOrigin }, 'connect:view')
  await expect.poll(view, { timeout: 20_000 }).toMatchObject({
    view: 'problem',
    problem: 'local',
    server: null,
    mayChoose: true,
    retries: false,
    detail: expect.stringMatching(
      /^The backend ended before it was ready \(code 3\)\.\nThe configuration is not usable\.\nLog: .*backend\.log$/,
    ) as string,
  })
  expect(BrowserWindow.opened).toEqual([page])
  page.close()
  await expect.poll(() => app.hasQuit).toBe(true)
})
