import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getRawHeader, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as fleet from '../../shared/contract/fleet.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { settled } from '../support/fleet.ts'
import { confirm, setUpAdministrator, signInWith } from '../support/people.ts'
import { startProcess } from '../support/server-process.ts'
import { newFolder } from '../unit/main/scratch.ts'
import { justified } from './electronegativity/findings.ts'
import { copyPrograms, scan } from './electronegativity/scan.ts'
import { feedUrl, pack, type Packed } from './pack.ts'

const root = join(import.meta.dirname, '../..')
const megabyte = 1024 * 1024

// Elsewhere the packager wants that system's own runtime; there the workflow packs with the real one.
describe.runIf(process.platform === 'linux')('the packed app', () => {
  let packed: Packed
  /** Paths inside the archive, with slashes and without the first one. */
  let files: string[]

  beforeAll(async () => {
    packed = await pack()
    files = filesIn(packed.plain)
  }, 600_000)
  afterAll(() => {
    rmSync(join(root, 'main/dist/update-feed.yml'), { force: true })
    rmSync(join(packed.plain, '..'), { recursive: true, force: true })
  })

  it('holds the bundles, the pages, and nothing else of ours', () => {
    const ours = files.filter(
      (file) => !file.startsWith('node_modules/') && !file.startsWith('renderer/dist/'),
    )
    const programs = [
      'backend.js',
      'checkpointer.js',
      'index.js',
      'preload.cjs',
      'server.js',
      'updater-main.js',
      'update-feed.yml',
    ]
    expect(ours).toEqual(
      expect.arrayContaining(['package.json', ...programs.map((name) => `main/dist/${name}`)]),
    )
    expect(
      ours.filter(
        (file) => !/^(package\.json|main\/dist\/[\w-]+\.(js|cjs|yml)|main\/dist\/pages\/.+)$/.test(file),
      ),
    ).toEqual([])
    const pages = files.filter((file) => /^(renderer\/dist|main\/dist\/pages)\//.test(file))
    expect(pages).toContain('renderer/dist/index.html')
    expect(pages.filter((file) => !/\.(html|js|css|svg|woff2|json)(\.br|\.gz)?$/.test(file))).toEqual([])
  })

  it('holds the packages that run, and none that only build or test', () => {
    const shipped = z
      .object({
        packages: z.record(
          z.string(),
          z.object({ version: z.string().optional(), dev: z.boolean().optional() }),
        ),
      })
      .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
    const wanted = Object.entries(shipped.packages).flatMap(([path, { version, dev }]) =>
      dev === undefined ? [`${path.replace(/^.*node_modules\//, '')}@${String(version)}`] : [],
    )
    const manifests = files.filter((file) => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
    const found = manifests.map((file) => {
      const manifest = z.object({ name: z.string(), version: z.string() })
      const { name, version } = manifest.parse(JSON.parse(readFileSync(join(packed.plain, file), 'utf8')))
      return `${name}@${version}`
    })
    expect(found.length).toBeGreaterThan(20)
    expect(found.filter((name) => !wanted.includes(name))).toEqual([])
    expect(found.filter((name) => /^(electron|react|vite|vitest|typescript|node-linux)/.test(name))).toEqual(
      [],
    )
  })

  it('holds no sources, maps, tests, and nothing that builds', () => {
    expect(
      files.filter(
        (file) => /\.(tsx?|[cm]ts|map|cc?|cpp|h|gypi?|sh|md|flow)$/.test(file) && !isLicence(file),
      ),
    ).toEqual([])
    expect(files.filter((file) => /(^|\/)(__tests__|tests?|examples?)\//.test(file))).toEqual([])
    const manifest = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(join(packed.plain, 'package.json'), 'utf8')))
    expect(manifest).toMatchObject({ main: 'main/dist/index.js' })
    expect(manifest).not.toHaveProperty('devDependencies')
    expect(manifest).not.toHaveProperty('scripts.test')
  })

  it('holds the licences of what it passes on', () => {
    for (const name of ['better-sqlite3', 'koa', 'knex', '@simplewebauthn/server'])
      expect(files.filter((file) => file.startsWith(`node_modules/${name}/`)).some(isLicence), name).toBe(
        true,
      )
  })

  it('holds machine code for this computer only, outside the archive', () => {
    const native = files.filter((file) => file.endsWith('.node'))
    expect(native.sort()).toEqual([
      expect.stringMatching(
        new RegExp(`^node_modules/@node-rs/argon2-linux-${process.arch}-gnu/[^/]+\\.node$`),
      ),
      `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ])
    const outside = filesIn(`${packed.archive}.unpacked`)
    expect(outside).toEqual(expect.arrayContaining(native))
    expect(
      outside.filter((file) => !/^node_modules\/(@node-rs\/argon2-|better-sqlite3\/)/.test(file)),
    ).toEqual([])
  })

  it('has preloads of one file each, as the sandbox wants them', () => {
    for (const file of files.filter((name) => name.startsWith('main/dist/') && name.endsWith('.cjs'))) {
      const asked = readFileSync(join(packed.plain, file), 'utf8').matchAll(/require\(["']([^"']+)["']\)/g)
      expect(
        [...asked].map(([, name]) => name),
        file,
      ).toEqual(['electron'])
    }
  })

  it('is of a size', () => {
    expect(statSync(packed.archive).size).toBeLessThan(20 * megabyte)
    expect(getRawHeader(packed.archive).headerString.length).toBeLessThan(megabyte)
  })

  it('has its fuses set', async () => {
    const { version, resetAdHocDarwinSignature, strictlyRequireAllFuses, ...wire } = await getCurrentFuseWire(
      join(packed.folder, 'weftid-desktop'),
    )
    expect([resetAdHocDarwinSignature, strictlyRequireAllFuses]).toEqual([undefined, undefined])
    expect(version).toBe('1')
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE)
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE)
  })

  it('knows where updates come from, and who must have signed them', () => {
    const feed: unknown = JSON.parse(readFileSync(join(packed.plain, 'main/dist/update-feed.yml'), 'utf8'))
    expect(feed).toMatchObject({ provider: 'generic', url: feedUrl, publisherName: ['WeftID'] })
    expect(listPackage(packed.archive, { isPack: false })).toContain('/main/dist/update-feed.yml')
  })

  it('runs its backend out of what was packed: set up, sign in, pages, a bulk revocation', async () => {
    const parentPort = join(import.meta.dirname, '../support/parent-port.ts')
    const data = newFolder()
    const server = await startProcess({ WEFTID_DATA: data, WEFTID_PORT: '0' }, [
      '--import',
      parentPort,
      join(packed.plain, 'main/dist/backend.js'),
    ])
    try {
      const ada = await setUpAdministrator(server)
      const elsewhere = server.browser()
      const { user } = await signInWith(elsewhere, ada.authenticator, ada.email)
      expect(user.email).toBe(ada.email)
      expect(await elsewhere.call(signIn.getServer, {})).toMatchObject({
        rpId: 'localhost',
        version: '0.1.0',
      })
      const page = await (await fetch(server.origin)).text()
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? ''
      expect((await fetch(`${server.origin}${script}`)).headers.get('content-type')).toContain('javascript')
      expect(server.output()).toContain(`posted {"type":"listening","url":"${server.origin}`)
      await confirm(ada)
      const [model] = (await ada.browser.call(fleet.listModels, {})).items
      const order = { aaguid: model?.aaguid ?? '', reason: 'Advisory', lockedOut: 'skip' } as const
      const { job } = await ada.browser.call(fleet.startRevocation, { body: order })
      expect(await settled(ada.browser, job.id)).toMatchObject({ status: 'done', skipped: 1 })
    } finally {
      server.signal('SIGTERM')
    }
    expect(await server.exited).toBe(0)
    // Such as that no thread was found to do checkpoints.
    expect(server.output()).not.toContain('"level":50')
  }, 120_000)

  it('has in electronegativity’s eyes no weakness but those that are justified', async () => {
    const programs = join(newFolder(), 'programs')
    copyPrograms(join(packed.plain, 'main/dist'), programs)
    const { found, unread } = await scan(programs)
    expect(unread).toEqual([])
    const places = (finding: string) => found.filter((each) => each === finding).length
    for (const { finding, times } of justified)
      if (times === 'each window') expect(places(finding), finding).toBeGreaterThan(0)
      else expect(places(finding), finding).toBe(times)
    expect(found.filter((each) => !justified.some(({ finding }) => finding === each))).toEqual([])
  }, 240_000)
})

it('electronegativity does look: it finds what was planted', async () => {
  const folder = join(newFolder(), 'planted')
  mkdirSync(folder)
  writeFileSync(join(folder, 'index.js'), planted)
  const { found } = await scan(folder)
  for (const check of ['CONTEXT_ISOLATION', 'OPEN_EXTERNAL', 'SANDBOX', 'WEB_SECURITY'])
    expect(found).toContain(`${check}_JS_CHECK index.js`)
  expect(found).toContain('PERMISSION_REQUEST_HANDLER_GLOBAL_CHECK N/A')
}, 240_000)

const planted = `import { BrowserWindow, shell } from 'electron'
const window = new BrowserWindow({ webPreferences: { contextIsolation: false, sandbox: false, webSecurity: false } })
window.webContents.on('will-navigate', (event, url) => shell.openExternal(url))
`

const isLicence = (file: string) => /\/(licen[cs]e|notice)[^/]*$/i.test(file)

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
}
