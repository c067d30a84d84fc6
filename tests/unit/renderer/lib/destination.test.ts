import { describe, expect, it } from 'vitest'
import { destination, safeNext } from '../../../../renderer/lib/destination.ts'

describe('where an address may lead after signing in', () => {
  it.each([
    ['?next=%2Fusers%2F1%3Ftab%3D2', '/users/1?tab=2'],
    ['?next=/account/activity', '/account/activity'],
    ['', '/'],
    ['?next=', '/'],
    ['?next=users', '/'],
    ['?next=https://evil.example', '/'],
    ['?next=//evil.example', '/'],
    ['?next=/%5Cevil.example', '/'],
    ['?next=/a%5C..%5Cevil', '/'],
    ['?next=javascript:alert(1)', '/'],
    ['?next=/sign-in?next=/sign-in', '/'],
  ])('%s to %s', (search, path) => {
    expect(safeNext(search)).toBe(path)
  })
})

describe('where somebody belongs', () => {
  const stranger = { search: '', setupRequired: false, session: 'none' as const }
  const enrolling = { ...stranger, session: 'enrolment' as const }
  const member = { ...stranger, session: 'full' as const }
  it.each([
    [{ ...stranger, path: '/sign-in' }, null],
    [{ ...stranger, path: '/' }, '/sign-in'],
    [{ ...stranger, path: '/register' }, '/sign-in'],
    [{ ...stranger, path: '/users', search: '?role=user' }, '/sign-in?next=%2Fusers%3Frole%3Duser'],
    [{ ...stranger, path: '/sign-in', setupRequired: true }, '/setup'],
    [{ ...stranger, path: '/setup', setupRequired: true }, null],
    [{ ...stranger, path: '/invite' }, null],
    [{ ...enrolling, path: '/sign-in' }, '/register'],
    [{ ...enrolling, path: '/account/sign-in-methods' }, '/register'],
    [{ ...enrolling, path: '/register' }, null],
    [{ ...member, path: '/sign-in', search: '?next=/users' }, '/users'],
    [{ ...member, path: '/setup' }, '/'],
    [{ ...member, path: '/register' }, null],
  ])('%j to %s', (situation, path) => {
    expect(destination(situation)).toBe(path)
  })
})
