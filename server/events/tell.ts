import type { Services } from '../services.ts'

/** Tells the user and everybody in the console that this user's ways to sign in have changed. After the commit. */
export function tellOfPasskeys({ publish }: Pick<Services, 'publish'>, userId: string): void {
  const changed = { type: 'passkeys.changed', userId } as const
  publish({ users: [userId] }, changed)
  publish({ permission: 'users.read' }, changed)
}

/** Tells the user that an account was used where it usually is not; their passkeys' last use is another. After the commit. */
export function tellOfSignIn(
  { publish }: Pick<Services, 'publish'>,
  { user, isNew }: { user: { id: string }; isNew: boolean },
): void {
  if (isNew) publish({ users: [user.id] }, { type: 'passkeys.changed', userId: user.id })
}
