import { beforeAll, describe, expect, it } from 'vitest'
import { computerName, tellFacts } from '../../../main/about.ts'
import { notify } from '../../../main/ipc.ts'
import { createContents } from '../../support/electron-double/web-contents.ts'
import { createSession } from '../../support/electron-double/session.ts'
import { invokeFrom } from '../../support/electron-double/ipc.ts'
import { standIn } from '../../support/electron-double/recorded.ts'
import type { WebContents, WebFrameMain } from 'electron'

const origin = 'http://localhost:7100'
const ours = createContents(createSession())
const contents = standIn<WebContents>({
  id: ours.id,
  send: ours.send,
  mainFrame: standIn<WebFrameMain>(ours.mainFrame),
})
let isOpen = true
const page = { origin, contents: () => (isOpen ? contents : undefined) }
const ourFrame = { contentsId: ours.id, origin }

beforeAll(() => {
  ours.show(`${origin}/`)
  tellFacts(page)
})

describe('handle', () => {
  it('answers our page', async () => {
    await expect(invokeFrom(ourFrame, 'desktop:facts')).resolves.toMatchObject({ version: '0.1.0' })
  })

  it.each([
    ['a frame inside our page', { ...ourFrame, isMainFrame: false }],
    ['another window', { ...ourFrame, contentsId: ours.id + 1 }],
    ['another origin', { ...ourFrame, origin: 'http://localhost:7101' }],
    ['an origin that begins like ours', { ...ourFrame, origin: `${origin}0` }],
    ['an opaque origin', { ...ourFrame, origin: 'null' }],
    ['a frame that is gone', null],
  ])('refuses %s', async (_who, sender) => {
    await expect(invokeFrom(sender, 'desktop:facts')).rejects.toThrow('desktop:facts is refused')
  })

  it('refuses everybody while the window is closed', async () => {
    isOpen = false
    await expect(invokeFrom(ourFrame, 'desktop:facts')).rejects.toThrow('refused')
    isOpen = true
  })

  it.each([[['more']], [[undefined]], [[{ version: '9' }]]])('refuses the arguments %j', async (args) => {
    await expect(invokeFrom(ourFrame, 'desktop:facts', ...args)).rejects.toThrow('asked wrongly')
  })
})

describe('notify', () => {
  it('tells our page only', () => {
    notify(page, 'power:away', undefined)
    expect(ours.send.calls).toEqual([['power:away', undefined]])
    ours.show('https://evil.example/')
    notify(page, 'power:away', undefined)
    isOpen = false
    notify(page, 'power:away', undefined)
    expect(ours.send.calls).toHaveLength(1)
  })
})

describe('computerName', () => {
  it.each([
    ['DESK-42', 'DESK-42'],
    ['Adas-MacBook.local', 'Adas-MacBook'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('of %s', (host, name) => {
    expect(computerName(host)).toBe(name)
  })
})
