import { expect, it } from 'vitest'
import { app, BrowserWindow } from '../../support/electron-double/index.ts'
import { newFolder } from './scratch.ts'

it('goes at once when another instance runs', async () => {
  Object.assign(process.env, { WEFTID_DATA: newFolder() })
  app.requestSingleInstanceLock = Object.assign(() => false, { calls: [] })
  await import('../../../main/index.ts')
  expect(app.hasQuit).toBe(true)
  expect(BrowserWindow.opened).toEqual([])
})
