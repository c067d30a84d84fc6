import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type AnySchemaObject } from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const read = () => z.record(z.string(), z.unknown()).parse(parse(text('electron-builder.yml')))
const config = read()

describe('electron-builder.yml', () => {
  let accepts: (configuration: unknown) => string[]
  beforeAll(() => {
    const schema = z
      .custom<AnySchemaObject>((value) => typeof value === 'object')
      .parse(JSON.parse(text('node_modules/app-builder-lib/scheme.json')))
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
    accepts = (configuration) => {
      if (validate(configuration) === true) return []
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${String(message)}`)
    }
  })

  it('is what electron-builder says a configuration is', () => {
    expect(accepts(config)).toEqual([])
  })

  it.each([
    ['a fuse that is none', { ...config, electronFuses: { runAsNode: false, runAsNodes: false } }],
    ['a value of the wrong kind', { ...config, mac: { hardenedRuntime: 'yes' } }],
    ['a misspelt section', { ...config, windows: {} }],
  ])('would not get by with %s', (_what, wrong) => {
    expect(accepts(wrong)).not.toEqual([])
  })

  it('sets every fuse that it knows, the safe way round', () => {
    expect(config['electronFuses']).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    })
  })

  it('packs an archive whose hash is checked, compiles nothing and publishes nothing', () => {
    expect(config).toMatchObject({
      asar: true,
      asarUnpack: ['**/*.node'],
      npmRebuild: false,
      publish: null,
    })
    expect(config).not.toHaveProperty('disableAsarIntegrity')
    expect(config).not.toHaveProperty('electronDist')
  })

  it('makes for each system what its people install', () => {
    expect(config).toMatchObject({
      win: { target: ['nsis', 'msi'] },
      mac: { target: ['dmg', 'zip'] },
      linux: { target: ['AppImage', 'deb', 'rpm'] },
    })
  })

  it('takes updates for Windows from one publisher only, and asks for no rights', () => {
    expect(config['win']).toMatchObject({
      requestedExecutionLevel: 'asInvoker',
      signtoolOptions: { publisherName: ['WeftID'], signingHashAlgorithms: ['sha256'] },
    })
    expect(config['win']).not.toHaveProperty('verifyUpdateCodeSignature')
  })

  it('hardens and notarises on macOS, and loosens one thing only', () => {
    expect(config['mac']).toMatchObject({
      hardenedRuntime: true,
      notarize: true,
      minimumSystemVersion: '13.0',
    })
    for (const file of ['entitlements.mac.plist', 'entitlements.mac.inherit.plist'])
      expect(text(`main/build/${file}`).match(/<key>[^<]+<\/key>/g)).toEqual([
        '<key>com.apple.security.cs.allow-jit</key>',
      ])
  })

  it('names only files that are there', () => {
    const named = text('electron-builder.yml').match(/main\/build\/[\w./-]+/g) ?? []
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})
