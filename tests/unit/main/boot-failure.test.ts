import { join } from 'node:path'
import { expect, it } from 'vitest'
import { app, BrowserWindow, dialog } from '../../support/electron-double/index.ts'
import { newFolder } from './scratch.ts'

it('says why it could not start, and goes', async () => {
  Object.assign(process.env, { WEFTID_DATA: newFolder(), WEFTID_NODE: process.execPath, STAND_IN: 'fails' })
  app.setPath('app', join(import.meta.dirname, 'stand-in'))
  await import('../../../main/index.ts')
  await expect.poll(() => app.exit.calls, { timeout: 20_000 }).toEqual([[1]])
  expect(dialog.showErrorBox.calls).toEqual([
    ['WeftID could not start', 'The backend ended before it was ready (code 3).'],
  ])
  expect(BrowserWindow.opened).toEqual([])
})
