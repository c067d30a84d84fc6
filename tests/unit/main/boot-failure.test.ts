import { join } from 'node:path'
import { expect, it } from 'vitest'
import { app, BrowserWindow, dialog } from '../../support/electron-double/index.ts'
import { newFolder } from './scratch.ts'

it('says why it could not start, and goes', async () => {
  Object.assign(process.env, { WEFTID_DATA: newFolder(), WEFTID_NODE: process.execPath, STAND_IN: 'fails' })
  app.setPath('app', join(import.meta.dirname, 'stand-in'))
  await import('../../../main/index.ts')
  await expect.poll(() => app.exit.calls, { timeout: 20_000 }).toEqual([[1]])
  const [title, words] = dialog.showErrorBox.calls[0] ?? []
  expect(title).toBe('WeftID could not start')
  expect(words?.split('\n')).toEqual([
    'The backend ended before it was ready (code 3).',
    'The configuration is not usable.',
    expect.stringMatching(/^Log: .*backend\.log$/),
  ])
  expect(BrowserWindow.opened).toEqual([])
})
