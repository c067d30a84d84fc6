import type { WebContents, WebFrameMain } from 'electron'
import { beforeAll, describe, expect, it } from 'vitest'
import { tellFacts } from '../../../main/about.ts'
import { notify } from '../../../main/ipc.ts'
import type { Desktop } from '../../../shared/ipc.ts'
import { runPreloadIn } from '../../support/electron-double/ipc.ts'
import { standIn } from '../../support/electron-double/recorded.ts'
import { createSession } from '../../support/electron-double/session.ts'
import { pageWorld } from '../../support/electron-double/system.ts'
import { createContents } from '../../support/electron-double/web-contents.ts'

const origin = 'http://localhost:7100'
const window = createContents(createSession())
const contents = standIn<WebContents>({
  id: window.id,
  send: window.send,
  mainFrame: standIn<WebFrameMain>(window.mainFrame),
})
const page = { origin, contents: () => contents }

const PublicKeyCredential = Object.assign(() => undefined, {
  isConditionalMediationAvailable: () => Promise.resolve(true),
})

function isDesktop(value: unknown): value is Desktop {
  return typeof value === 'object' && value !== null && 'facts' in value
}

function bridge(): Desktop {
  const { desktop } = pageWorld
  if (!isDesktop(desktop)) throw new Error('no bridge')
  return desktop
}

beforeAll(async () => {
  window.show(`${origin}/`)
  tellFacts(page)
  runPreloadIn({ contentsId: window.id, origin })
  Object.assign(pageWorld, { PublicKeyCredential })
  await import('../../../main/preload.ts')
})

describe('preload', () => {
  it('gives the page named functions and nothing else', () => {
    expect(Object.keys(pageWorld)).toEqual(['PublicKeyCredential', 'desktop'])
    const verbs = Object.entries(bridge())
    expect(verbs.length).toBeGreaterThan(5)
    for (const [name, verb] of verbs) expect(verb, name).toBeTypeOf('function')
  })

  it('answers what main answers', async () => {
    const { computerName, platform, version } = await bridge().facts()
    expect(version).toBe('0.1.0')
    expect(computerName).not.toBe('')
    expect(['windows', 'macos', 'linux']).toContain(platform)
  })

  it('passes notices on without their event, until told to stop', () => {
    const heard: unknown[][] = []
    const stop = bridge().onAway((...args) => heard.push(args))
    notify(page, 'power:away', undefined)
    expect(heard).toEqual([[undefined]])
    stop()
    notify(page, 'power:away', undefined)
    expect(heard).toHaveLength(1)
  })

  it('makes the page believe that passkeys cannot be offered while typing', async () => {
    expect(await PublicKeyCredential.isConditionalMediationAvailable()).toBe(false)
  })
})
