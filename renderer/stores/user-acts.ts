import type { z } from 'zod'
import type { CallOf, ResponseOf } from '../../shared/contract/endpoint.ts'
import * as devices from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import { call } from '../api/client.ts'
import { act } from './freshness.ts'
import { useUserProfile } from './user-profile.ts'

export type Forecast = ResponseOf<typeof users.forecast>
export type TemporaryPass = ResponseOf<typeof users.issueTemporaryPass>
export type Loss = CallOf<typeof devices.loseDevice>['body']
export type Lost = ResponseOf<typeof devices.loseDevice>
export type Change = z.input<typeof users.changeUser.body>

/** Why something is done to somebody, for the record. */
export interface Why {
  reason: string
  ticket?: string
}

/** The person whose profile is shown: whom every act here is about. */
const shown = () => ({ id: useUserProfile.getState().userId })

/** Answers what `work` does, once the profile shows it. */
async function showing<T>(work: Promise<T>): Promise<T> {
  const answer = await work
  await useUserProfile.getState().reload()
  return answer
}

/** Answers at once what may be told only once, and asks for the rest anew. */
async function telling<T>(work: Promise<T>): Promise<T> {
  const answer = await work
  void useUserProfile.getState().reload()
  return answer
}

/** What they could still sign in with. Changes nothing. */
export const forecast = (passkeyIds: string[], voidBackupCodes = false): Promise<Forecast> =>
  call(users.forecast, { params: shown(), body: { passkeyIds, voidBackupCodes } })

/** Revokes, signs out and issues a pass as chosen, as one act. */
export const loseDevice = (loss: Loss): Promise<Lost> =>
  telling(act(devices.loseDevice, { params: shown(), body: loss }))

/** Answers how many sessions ended with it. */
export const revoke = async (pid: string, why: Why): Promise<number> =>
  (await showing(act(users.revokeUserPasskey, { params: { ...shown(), pid }, body: why }))).sessionsEnded

/** Answers how many sessions ended with it. `until` is when it becomes revoked by itself, ISO 8601. */
export async function suspend(pid: string, why: Why, until: string | undefined): Promise<number> {
  const body = { ...why, ...(until !== undefined && { until }) }
  const params = { ...shown(), pid }
  return (await showing(act(devices.suspendUserPasskey, { params, body }))).sessionsEnded
}

export const restore = async (pid: string, why: Why): Promise<void> => {
  await showing(act(devices.restoreUserPasskey, { params: { ...shown(), pid }, body: why }))
}

/** Answers how many sessions ended. */
export const endSessions = async (why: Why): Promise<number> =>
  (await showing(act(devices.endUserSessions, { params: shown(), body: why }))).sessionsEnded

export const changeUser = async (change: Change): Promise<void> => {
  await showing(act(users.changeUser, { params: shown(), body: change }))
}

/** Answers how many sessions ended. */
export const disable = async (why: Why): Promise<number> =>
  (await showing(act(users.disableUser, { params: shown(), body: why }))).sessionsEnded

export const enable = async (reason: string | undefined): Promise<void> => {
  await showing(act(users.enableUser, { params: shown(), body: reason === undefined ? {} : { reason } }))
}

export const invite = async (): Promise<users.Invitation> =>
  (await telling(act(users.inviteAgain, { params: shown() }))).invitation

export const withdrawInvitation = (): Promise<void> =>
  showing(act(users.withdrawInvitation, { params: shown() }))

/** Issues a pass, told this once; those before are void. */
export const issuePass = (minutes: number, why: Why): Promise<TemporaryPass> =>
  telling(act(users.issueTemporaryPass, { params: shown(), body: { minutes, ...why } }))

export const withdrawPass = (): Promise<void> =>
  showing(act(users.withdrawTemporaryPass, { params: shown() }))
