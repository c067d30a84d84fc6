import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { NodeHttpExecutor } from 'builder-util'
import { AppImageUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Build } from '../../../main/update-rules.ts'
import { startUpdates, thisBuild } from '../../../main/updates.ts'
import type { UpdateStatus } from '../../../shared/updates.ts'
import { newFolder } from './scratch.ts'

const installer = Buffer.from('what the next version would be')
const digest = createHash('sha512').update(installer).digest('base64')
const build: Build = {
  isPackaged: true,
  platform: 'linux',
  hasFeed: true,
  isAppImage: true,
  isFromInstaller: false,
  isManaged: false,
}
const at = new Date('2026-11-27T10:00:00.000Z')
const checkedAt = at.toISOString()

/** What the feed offers next; with nothing it answers 404. */
const offered = { version: '', sha512: digest }
let feed: Server
let url = ''
let asked: string[] = []

beforeAll(async () => {
  process.env['APPIMAGE'] = '/nowhere/WeftID.AppImage'
  feed = createServer(({ url: path = '' }, response) => {
    asked.push(path.split('?')[0] ?? '')
    if (offered.version === '') response.writeHead(404).end()
    else if (path.startsWith('/latest')) response.end(JSON.stringify(listing()))
    else response.end(installer)
  }).listen(0, '127.0.0.1')
  await once(feed, 'listening')
  const address = feed.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url = `http://127.0.0.1:${address.port}/`
})

afterAll(() => {
  Reflect.deleteProperty(process.env, 'APPIMAGE')
  feed.close()
})

beforeEach(() => {
  Object.assign(offered, { version: '', sha512: digest })
  asked = []
})

const listing = () => ({
  version: offered.version,
  files: [{ url: 'WeftID.AppImage', sha512: offered.sha512, size: installer.length }],
  releaseDate: checkedAt,
})

/** The updater as it is, on Node's own HTTP instead of Chromium's. */
function realUpdater(folder: string) {
  const updater = new AppImageUpdater(null, {
    version: '0.1.0',
    name: 'WeftID',
    isPackaged: true,
    appUpdateConfigPath: '/nowhere/app-update.yml',
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => {
      throw new Error('It means to install on quit.')
    },
  })
  const node = new NodeHttpExecutor()
  const createRequest = node.createRequest.bind(node)
  const httpExecutor = Object.assign(new ElectronHttpExecutor(), { createRequest })
  return Object.assign(updater, { httpExecutor, disableDifferentialDownload: true })
}

function scene() {
  const folder = newFolder()
  const file = join(folder, 'update-feed.yml')
  writeFileSync(file, JSON.stringify({ provider: 'generic', url, updaterCacheDirName: 'weftid-updater' }))
  const load = () => Promise.resolve(realUpdater(folder))
  const updates = startUpdates(build, { feed: file, now: () => at, load })
  const heard: UpdateStatus[] = []
  onTestFinished(updates.onChange((status) => heard.push(status)))
  return { updates, heard, folder }
}

describe('an app that updates itself', () => {
  it('has nothing to say before the first look, and asks nobody', () => {
    expect(scene().updates.status()).toEqual({ state: 'current', checkedAt: null })
    expect(asked).toEqual([])
  })

  it('downloads a newer version and lets it stand ready', async () => {
    offered.version = '0.2.0'
    const { updates, heard, folder } = scene()
    await updates.checkNow()
    await expect.poll(() => updates.status()).toEqual({ state: 'ready', version: '0.2.0' })
    expect(heard[0]).toEqual({ state: 'checking' })
    expect(heard).toContainEqual({ state: 'downloading', version: '0.2.0', percent: 0 })
    expect(readdirSync(join(folder, 'weftid-updater/pending'))).toContain('WeftID.AppImage')
  })

  it('looks no further once a version stands ready', async () => {
    offered.version = '0.2.0'
    const { updates } = scene()
    await updates.checkNow()
    await expect.poll(() => updates.status().state).toBe('ready')
    asked = []
    await expect(updates.checkNow()).resolves.toEqual({ state: 'ready', version: '0.2.0' })
    expect(asked).toEqual([])
  })

  it.each(['0.1.0', '0.0.9'])('does not go to %s', async (version) => {
    offered.version = version
    const { updates } = scene()
    await expect(updates.checkNow()).resolves.toEqual({ state: 'current', checkedAt })
    expect(asked).toEqual(['/latest-linux.yml'])
  })

  it('does not take a file that is not the one announced', async () => {
    Object.assign(offered, { version: '0.2.0', sha512: createHash('sha512').digest('base64') })
    const { updates, heard } = scene()
    await updates.checkNow()
    await expect.poll(() => updates.status()).toEqual({ state: 'failed', checkedAt })
    expect(heard.map(({ state }) => state)).not.toContain('ready')
  })

  it('says that it failed where the feed is out of reach, and can be asked again', async () => {
    const { updates } = scene()
    await expect(updates.checkNow()).resolves.toEqual({ state: 'failed', checkedAt })
    offered.version = '0.1.0'
    await expect(updates.checkNow()).resolves.toEqual({ state: 'current', checkedAt })
  })

  it('no longer tells whoever stopped listening', async () => {
    offered.version = '0.1.0'
    const { updates } = scene()
    const heard: UpdateStatus[] = []
    updates.onChange((status) => heard.push(status))()
    await updates.checkNow()
    expect(heard).toEqual([])
  })
})

describe('an app that does not', () => {
  it('never loads the updater', async () => {
    const load = () => Promise.reject(new Error('It was loaded.'))
    const updates = startUpdates({ ...build, isManaged: true }, { feed: '/nowhere', now: () => at, load })
    const off = { state: 'off', because: 'managed' }
    expect(updates.status()).toEqual(off)
    await expect(updates.checkNow()).resolves.toEqual(off)
    updates.installNow()
  })

  it('is one in development', () => {
    expect(thisBuild({ isManaged: false })).toMatchObject({ isPackaged: false, hasFeed: false })
  })
})

describe('installing', () => {
  it('waits for a version and for the person, asks nothing more and starts the app again', async () => {
    offered.version = '0.2.0'
    const folder = newFolder()
    const file = join(folder, 'update-feed.yml')
    writeFileSync(file, JSON.stringify({ provider: 'generic', url, updaterCacheDirName: 'weftid-updater' }))
    const installs: unknown[][] = []
    const quitAndInstall = (...how: unknown[]) => installs.push(how)
    const load = () => Promise.resolve(Object.assign(realUpdater(folder), { quitAndInstall }))
    const updates = startUpdates(build, { feed: file, now: () => at, load })
    updates.installNow()
    await updates.checkNow()
    await expect.poll(() => updates.status().state).toBe('ready')
    expect(installs).toEqual([])
    updates.installNow()
    await expect.poll(() => installs).toEqual([[true, true]])
  })
})
