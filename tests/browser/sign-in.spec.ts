import { expect, test } from './fixtures.ts'
import {
  ada,
  addUser,
  askToSignIn,
  button,
  beginSetUp,
  finishFirst,
  heading,
  invite,
  join,
  openMethods,
  overview,
  quietWords,
  setUp,
  signOut,
  uma,
} from './journeys.ts'

test.describe('Signing in', () => {
  test('is e-mail, prompt, overview: that is the entire flow', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await askToSignIn(page, ada.email)
    await expect(overview(page)).toBeVisible()
  })

  test('remembers the e-mail on this computer, so that Continue is enough', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(ada.email)
    await page.getByRole('textbox', { name: 'E-mail' }).press('Enter')
    await expect(overview(page)).toBeVisible()
  })

  test('a prompt that failed leaves a quiet line, a way on and no red banner', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    await signOut(page)
    await authenticator.setUserVerified(false)
    await askToSignIn(page, ada.email)
    await expect(page.getByText(quietWords)).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
    await expect(button(page, 'Use another way')).toBeVisible()
    await expect(button(page, 'Try the passkey again')).toBeFocused()

    await authenticator.setUserVerified(true)
    await button(page, 'Try the passkey again').click()
    await expect(overview(page)).toBeVisible()
    // No failed attempt was counted: the record knows of none.
    await expect(page.getByRole('main')).not.toContainText(/failed|refused/i)
  })

  test('narrows the first prompt to the passkey that worked here, and no retry', async ({ computer }) => {
    const { page, authenticator } = await computer()
    await page.addInitScript(() => {
      const real = navigator.credentials.get.bind(navigator.credentials)
      navigator.credentials.get = (options) => {
        const asked = options?.publicKey?.allowCredentials?.length ?? 0
        document.documentElement.setAttribute('data-allowed', String(asked))
        return real(options)
      }
    })
    await setUp(page)
    await signOut(page)
    const html = page.locator('html')
    await authenticator.setUserVerified(false)
    await askToSignIn(page, ada.email)
    await expect(page.getByText(quietWords)).toBeVisible()
    await expect(html).toHaveAttribute('data-allowed', '1')
    await button(page, 'Try the passkey again').click()
    await expect(html).toHaveAttribute('data-allowed', '0')
    await expect(page.getByText(quietWords)).toBeVisible()
    // Nor after a way round by the password.
    await button(page, 'Use password instead').click()
    await button(page, 'Change e-mail').click()
    await html.evaluate((element) => element.removeAttribute('data-allowed'))
    await button(page, 'Continue').click()
    await expect(html).toHaveAttribute('data-allowed', '0')
  })

  test('an unknown e-mail gets the same words as a passkey of somebody else', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    const invitation = await invite(page, uma)
    await join((await computer()).page, invitation)
    await signOut(page)
    const told = async (email: string) => {
      await askToSignIn(page, email)
      const notice = page.getByRole('status').filter({ hasText: 'This passkey was not accepted' })
      await expect(notice).toBeVisible()
      const words = await notice.textContent()
      await page.reload()
      return words
    }
    expect(await told('nobody@example.org')).toBe(await told(uma.email))
  })

  test('goes where ?next= says, and nowhere but on this server', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    const arrive = async (next: string) => {
      await signOut(page)
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      await button(page, 'Continue').click()
      await expect(page.getByRole('navigation')).toBeVisible()
      const { origin, pathname } = new URL(page.url())
      return { isHere: origin === new URL(await page.evaluate(() => origin)).origin, pathname }
    }
    expect(await arrive('/users')).toEqual({ isHere: true, pathname: '/users' })
    for (const foreign of ['//example.org/', '/\\example.org', 'https://example.org/', 'javascript:alert(1)'])
      expect(await arrive(foreign), foreign).toEqual({ isHere: true, pathname: '/' })
  })

  test('asks for a page that needs a session, and brings back to it', async ({ computer }) => {
    const { page } = await computer()
    await setUp(page)
    await signOut(page)
    await page.goto('/account/sign-in-methods')
    await expect(heading(page, 'Sign in')).toBeVisible()
    await button(page, 'Continue').click()
    await expect(heading(page, 'Sign-in methods')).toBeVisible()
  })

  test('two people share a computer and its authenticator, each by their own account', async ({
    computer,
  }) => {
    const { page, authenticator } = await computer()
    await setUp(page)
    const invitation = await invite(page, uma)
    await signOut(page)
    await join(page, invitation)
    expect(await authenticator.credentials()).toHaveLength(2)
    await signOut(page)

    const list = page.getByRole('region', { name: 'Accounts on this computer' })
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(uma.email)
    await list.getByRole('button', { name: ada.email }).click()
    await expect(overview(page)).toHaveText(/Ada$/)
    await signOut(page)
    await list.getByRole('button', { name: uma.email }).click()
    await expect(overview(page)).toHaveText(/Uma$/)
    await signOut(page)

    await button(page, 'Forget this computer').click()
    await expect(list).toBeHidden()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('')
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
    await page.reload()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('')
    await expect(list).toBeHidden()
  })

  test('two accounts share one security key, each finds its own passkey on it', async ({ computer }) => {
    const { page, authenticator: key } = await computer({ transport: 'usb', backup: 'device' })
    const register = async () => {
      await button(page, 'Add a security key').click()
      await expect(heading(page, 'Your passkey is ready')).toBeVisible()
      await finishFirst(page)
    }
    await beginSetUp(page, ada)
    await register()
    const { link } = await addUser(page, uma)
    await signOut(page)
    await page.goto(link)
    await button(page, 'Accept invitation').click()
    await register()
    expect(await key.credentials()).toHaveLength(2)
    await signOut(page)
    await button(page, 'Continue').click()
    await expect(overview(page)).toHaveText(/Uma$/)
    await signOut(page)
    await button(page, ada.email).click()
    await expect(overview(page)).toHaveText(/Ada$/)
  })

  test('in another tab signs this one in too, and signing out there ends it here', async ({ computer }) => {
    const { page, openTab } = await computer()
    await setUp(page)
    const other = await openTab()
    await expect(overview(other)).toBeVisible()
    await openMethods(other)
    await button(page, 'Sign out').click()
    await expect(heading(page, 'You have signed out')).toBeVisible()
    await expect(heading(other, 'You have signed out')).toBeVisible()
  })
})
