import { beforeAll, describe, expect, it } from 'vitest'
import { answerAuthenticators } from '../../../main/authenticators/questions.ts'
import { app, BrowserWindow } from '../../support/electron-double/index.ts'
import { invokeFrom } from '../../support/electron-double/ipc.ts'
import { createSession } from '../../support/electron-double/session.ts'

const origin = 'https://id.company.example'
const ada = { credentialId: 'one', name: 'ada@company.com', displayName: 'Ada' }
const grace = { credentialId: 'two', name: 'grace@company.com' }
const nobody = { credentialId: 'three' }

type Found = (typeof ada | typeof grace | typeof nobody)[]

/** An authenticator finds these for a page on `from`; answers what it was told so far. */
function find(accounts: Found, from = origin) {
  const session = createSession()
  app.emit('session-created', session)
  const told: unknown[] = []
  session.asPage.findsAccounts(accounts, (credentialId) => told.push(credentialId), from)
  return told
}

const pickers = () => BrowserWindow.getAllWindows()
const askedIn = ({ webContents }: BrowserWindow) => ({
  contentsId: webContents.id,
  origin: 'weftid-pages://local',
})

async function newestPicker(): Promise<BrowserWindow> {
  await expect.poll(() => pickers().length).toBe(1)
  const [picker] = pickers()
  if (!picker) throw new Error('no picker')
  return picker
}

describe('several accounts on one authenticator', () => {
  beforeAll(() => {
    answerAuthenticators({ origin, contents: () => undefined })
  })

  it('takes the only one without asking', async () => {
    const told = find([ada])
    await expect.poll(() => told).toEqual(['one'])
    expect(pickers()).toEqual([])
  })

  it('shows names only, and takes the one the person picks', async () => {
    const told = find([ada, grace, nobody])
    const picker = await newestPicker()
    expect(await invokeFrom(askedIn(picker), 'picker:view')).toEqual({
      title: 'Which account?',
      host: 'localhost',
      options: [
        { name: 'Ada', detail: 'ada@company.com' },
        { name: 'grace@company.com', detail: null },
        { name: 'Account without a name', detail: null },
      ],
    })
    await invokeFrom(askedIn(picker), 'picker:pick', 1)
    await expect.poll(() => told).toEqual(['two'])
    expect(pickers()).toEqual([])
  })

  it('takes no answer from the server’s page, nor from any other', async () => {
    const told = find([ada, grace])
    const picker = await newestPicker()
    for (const sender of [
      { contentsId: picker.webContents.id, origin },
      { contentsId: picker.webContents.id + 1, origin: 'weftid-pages://local' },
      { ...askedIn(picker), isMainFrame: false },
    ])
      await expect(invokeFrom(sender, 'picker:pick', 0)).rejects.toThrow('refused')
    await expect(invokeFrom(askedIn(picker), 'picker:pick', '0')).rejects.toThrow('asked wrongly')
    expect(told).toEqual([])
    await invokeFrom(askedIn(picker), 'picker:pick', 7)
    await expect.poll(() => told).toEqual([null])
  })

  it('cancels once when the person cancels, or closes the window', async () => {
    const cancelled = find([ada, grace])
    await invokeFrom(askedIn(await newestPicker()), 'picker:pick', null)
    await expect.poll(() => cancelled).toEqual([null])
    const closed = find([ada, grace])
    const picker = await newestPicker()
    picker.close()
    await expect.poll(() => closed).toEqual([null])
    expect(pickers()).toEqual([])
  })

  it('lets a newer question take the place of an older one', async () => {
    const older = find([ada, grace])
    await newestPicker()
    const newer = find([grace, nobody])
    await expect.poll(() => older).toEqual([null])
    await invokeFrom(askedIn(await newestPicker()), 'picker:pick', 0)
    await expect.poll(() => newer).toEqual(['two'])
  })

  it('asks nobody for a page that is not ours', async () => {
    const told = find([ada, grace], 'https://evil.example')
    await expect.poll(() => told).toEqual([null])
    expect(pickers()).toEqual([])
  })
})
