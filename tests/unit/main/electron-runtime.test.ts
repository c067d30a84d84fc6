import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findRuntime } from '../../../main/electron-runtime.ts'
import { newFolder } from './scratch.ts'

const display = { DISPLAY: ':0' }
let root: string
const electron = (...path: string[]) => join(root, 'node_modules/electron', ...path)
const failure = () => join(root, 'node_modules/.cache/weftid/electron-not-fetched')

/** The package with an installer that does what `script` says. */
function installer(script: string): void {
  writeFileSync(
    electron('install.js'),
    `require('node:fs').appendFileSync(__dirname + '/tries', 'x');${script}`,
  )
}

beforeEach(() => {
  root = newFolder()
  mkdirSync(electron('dist'), { recursive: true })
})

describe('findRuntime', () => {
  it('takes the runtime that is there', async () => {
    installer('')
    writeFileSync(electron('path.txt'), 'electron')
    writeFileSync(electron('dist/electron'), '')
    expect(await findRuntime(root, display)).toEqual({ program: electron('dist/electron') })
    expect(existsSync(electron('tries'))).toBe(false)
  })

  it('takes the runtime that it could fetch', async () => {
    installer(`const { writeFileSync } = require('node:fs')
      writeFileSync(__dirname + '/dist/electron', '')
      writeFileSync(__dirname + '/path.txt', 'electron')`)
    expect(await findRuntime(root, display)).toEqual({ program: electron('dist/electron') })
  })

  it('tries once a day when it cannot', async () => {
    installer('process.exit(1)')
    const missing = { missing: "Electron's runtime is not installed here" }
    expect(await findRuntime(root, display)).toEqual(missing)
    expect(await findRuntime(root, display)).toEqual(missing)
    const tries = () => readFileSync(electron('tries'), 'utf8').length
    expect(tries()).toBe(1)
    const yesterday = Date.now() / 1000 - 25 * 60 * 60
    utimesSync(failure(), yesterday, yesterday)
    await findRuntime(root, display)
    expect(tries()).toBe(2)
  })

  it.runIf(process.platform === 'linux')('does not try where no window can open', async () => {
    installer('')
    expect(await findRuntime(root, {})).toEqual({ missing: 'There is no display to open a window on' })
    expect(existsSync(electron('tries'))).toBe(false)
  })
})
