import { expect, type Page } from '@playwright/test'
import type { CallOf, Endpoint, ResponseOf } from '../../shared/contract/endpoint.ts'
import { beginRegistration, finishRegistration } from '../../shared/contract/methods.ts'
import { registrationResponse, type CreationOptions } from '../../shared/contract/webauthn.ts'
import { pathOf } from '../support/browser.ts'

/** Calls the API as the page itself would, in its session. */
export async function callFrom<E extends Endpoint>(
  page: Page,
  { method, path, response }: E,
  input: CallOf<E>,
): Promise<ResponseOf<E>> {
  const given: { params?: object; query?: object; body?: object } = input
  const address = `/api${pathOf(path, given.params ?? {}, given.query ?? {})}`
  const answer = await page.evaluate(
    async ([verb, url, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answered = await fetch(url, { method: verb, headers, ...(body !== null && { body }) })
      return { isOk: answered.ok, text: await answered.text() }
    },
    [method.toUpperCase(), address, given.body ? JSON.stringify(given.body) : null] as const,
  )
  expect(answer.isOk, answer.text).toBe(true)
  // The schema is the endpoint's own: what it gives back is its ResponseOf.
  return response?.parse(JSON.parse(answer.text)) as ResponseOf<E>
}

/** Registers the first passkey of the page's session with its authenticator; answers the backup codes that came with it. */
export async function registerFrom(page: Page): Promise<string[]> {
  const { challengeId, options } = await callFrom(page, beginRegistration, { body: {} })
  const made = await page.evaluate(create, options)
  const response = registrationResponse.parse(made)
  const { backupCodes = [] } = await callFrom(page, finishRegistration, { body: { challengeId, response } })
  return backupCodes
}

// The first of an account: none is to be left out.
async function create(options: CreationOptions): Promise<unknown> {
  const { rp, user, challenge, pubKeyCredParams, extensions, authenticatorSelection } = options
  const { residentKey, userVerification } = authenticatorSelection
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    rp,
    user,
    challenge,
    pubKeyCredParams,
    extensions,
    authenticatorSelection: { residentKey, userVerification },
  })
  const made = await navigator.credentials.create({ publicKey })
  return made instanceof PublicKeyCredential ? made.toJSON() : null
}
