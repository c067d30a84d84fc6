import { confirmDialog, enterConfirmPassword, setPasswordByHand, setUpApp } from './confirming.ts'
import { addApp, addPassword, codeField, password } from './fallback.ts'
import { expect, test } from './fixtures.ts'
import { inspect } from './inspect.ts'
import {
  ada,
  addUser,
  askToSignIn,
  button,
  fillSetUp,
  finishFirst,
  heading,
  loseFreshness,
  openMethods,
  openProfile,
  overview,
  registerHere,
  setUpTwo,
  signOut,
  uma,
} from './journeys.ts'
import { addKey, fillRevoke, revokeAndTime } from './revocation.ts'

test.describe('Every page is accessible, light and dark, large and small', () => {
  test.setTimeout(240_000)

  test('before anybody is signed in', async ({ computer }) => {
    const { page, authenticator } = await computer({ backup: 'device' })
    await page.goto('/')
    await expect(heading(page, 'Set up WeftID')).toBeVisible()
    await inspect(page, 'set-up')
    await button(page, 'Continue').click()
    await inspect(page, 'set-up with errors')
    await fillSetUp(page, ada)
    await inspect(page, 'register')
    await authenticator.setAnswering(false)
    await button(page, 'Add a passkey on this computer').click()
    await expect(button(page, 'Cancel')).toBeVisible()
    await inspect(page, 'register, waiting')
    await button(page, 'Cancel').click()
    await authenticator.setAnswering(true)
    await registerHere(page)
    await inspect(page, 'passkey and codes')
    await finishFirst(page)
    const { link } = await addUser(page, uma)
    await button(page, 'Sign out').click()
    await expect(heading(page, 'You have signed out')).toBeVisible()
    await inspect(page, 'signed out')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await button(page, 'Use another way').click()
    await inspect(page, 'sign-in')
    await askToSignIn(page, 'nobody@example.org')
    await expect(page.getByText('This passkey was not accepted')).toBeVisible()
    await inspect(page, 'sign-in, refused')
    await page.goto(link)
    await expect(heading(page, 'You are invited')).toBeVisible()
    await inspect(page, 'invitation')
  })

  test('signed in as an administrator', async ({ computer }) => {
    const { page } = await computer({ backup: 'device' })
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.goto('/')
    await expect(overview(page)).toBeVisible()
    await inspect(page, 'overview')
    await openMethods(page)
    await expect(page.getByRole('article')).toBeVisible()
    await inspect(page, 'sign-in methods')
    await button(page, /^Rename/).click()
    await inspect(page, 'sign-in methods, renaming')
    await page.keyboard.press('Escape')
    await button(page, /^Revoke/).click()
    await inspect(page, 'last way in')
    await page.keyboard.press('Escape')
    await addKey(page)
    await button(page, 'Revoke Security key').click()
    await inspect(page, 'revoking one’s own')
    await page.keyboard.press('Escape')
    await page.goto('/nowhere')
    await expect(heading(page, 'Page not found')).toBeVisible()
    await inspect(page, 'not found')
  })

  test('signed in as an administrator, in the console', async ({ computer }) => {
    const { page } = await computer()
    const { page: user } = await computer()
    await setUpTwo(page, user)
    await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
    await expect(page.getByRole('row', { name: uma.name })).toBeVisible()
    await inspect(page, 'users')
    await button(page, 'Filter').click()
    await inspect(page, 'users, filter')
    await page.keyboard.press('Escape')
    await button(page, 'Add user').click()
    await inspect(page, 'add user')
    await page.keyboard.press('Escape')
    await openProfile(page, uma)
    await expect(page.getByRole('rowheader', { name: /Synced passkey/ })).toBeVisible()
    await inspect(page, 'profile')
    await button(page, 'Revoke Synced passkey').click()
    await expect(page.getByText('After this they have: 10 backup codes')).toBeVisible()
    await inspect(page, 'revoking somebody’s')
    await page.keyboard.press('Escape')
    await fillRevoke(page, 'Synced passkey', 'Lost')
    await revokeAndTime(page, [user])
    await page.getByText('History (1)').click()
    await inspect(page, 'profile with history')
    await inspect(user, 'signed out by a revocation')
    await signOut(page)
  })

  test('signed in as a user, looking after password and app', async ({ computer }) => {
    const { page: admin } = await computer()
    const { page, authenticator } = await computer({ backup: 'device' })
    await setUpTwo(admin, page)
    await openMethods(page)
    await inspect(page, 'sign-in methods of a user')
    await setPasswordByHand(page, 'password1')
    await expect(page.getByText('tried first')).toBeVisible()
    await inspect(page, 'setting a password, refused')
    await page.keyboard.press('Escape')
    await addPassword(page)
    const { dialog } = await setUpApp(page, 'Set up an authenticator app')
    await inspect(page, 'setting up an app')
    await codeField(page).fill('000000')
    await codeField(page).press('Enter')
    await expect(dialog).toContainText('not the code')
    await inspect(page, 'setting up an app, refused')
    await page.keyboard.press('Escape')
    const app = await addApp(page)
    await page.reload()
    await button(page, 'Remove password').click()
    await inspect(page, 'removing the password')
    await page.keyboard.press('Escape')
    await button(page, 'Remove authenticator app').click()
    await inspect(page, 'removing the app')
    await page.keyboard.press('Escape')
    await button(page, /^Test /).click()
    await expect(page.getByText('It works', { exact: true })).toBeVisible()
    await inspect(page, 'a passkey that works')
    await authenticator.setUserVerified(false)
    await button(page, /^Test /).click()
    await expect(page.getByText('Nothing answered')).toBeVisible()
    await inspect(page, 'a passkey that did not answer')
    await loseFreshness(page)
    await page.reload()
    await button(page, 'Show my sessions').click()
    await expect(button(page, 'Use password instead')).toBeVisible()
    await inspect(page, 'confirming')
    await button(page, 'Use password instead').click()
    await enterConfirmPassword(page, 'not my password')
    await expect(confirmDialog(page)).toContainText('This is not your password')
    await inspect(page, 'confirming, wrong password')
    await enterConfirmPassword(page, password)
    await expect(codeField(page)).toBeVisible()
    await inspect(page, 'confirming, code of the app')
    await button(page, 'Use a backup code').click()
    await inspect(page, 'confirming, backup code')
    await button(page, 'Use your authenticator app').click()
    await codeField(page).fill(app.code())
    await expect(page.getByText('This session')).toBeVisible()
  })
})

test('who wants no motion sees none where the page turns dark', async ({ computer }) => {
  const { page } = await computer()
  await page.goto('/')
  await expect(heading(page, 'Set up WeftID')).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})
