import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lockDown } from '../../../main/security.ts'
import { app } from '../../support/electron-double/index.ts'
import { createSession } from '../../support/electron-double/session.ts'
import { person } from '../../support/electron-double/system.ts'

const ada = { credentialId: 'one', name: 'ada@company.com', displayName: 'Ada' }
const grace = { credentialId: 'two' }

async function answersTo(accounts: (typeof ada | typeof grace)[]) {
  const session = createSession()
  app.emit('session-created', session)
  const answers: unknown[] = []
  session.asPage.findsAccounts(accounts, (credentialId) => answers.push(credentialId))
  await new Promise((resolve) => setTimeout(resolve, 20))
  return answers
}

describe('several accounts on one authenticator', () => {
  beforeAll(() => {
    lockDown({ origin: 'http://localhost:7100' })
  })
  beforeEach(() => {
    person.presses = 0
  })

  it('takes the only one without asking', async () => {
    person.presses = null
    expect(await answersTo([ada])).toEqual(['one'])
  })

  it('takes the one the person presses', async () => {
    person.presses = 1
    expect(await answersTo([ada, grace])).toEqual(['two'])
  })

  it('cancels when the person cancels', async () => {
    person.presses = 2
    expect(await answersTo([ada, grace])).toEqual([null])
  })

  it('answers once even when it can ask nobody', async () => {
    person.presses = null
    expect(await answersTo([ada, grace])).toEqual([null])
  })
})
