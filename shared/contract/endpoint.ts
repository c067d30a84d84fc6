import type { z } from 'zod'
import type { Permission } from './roles.ts'

/**
 * Who may call:
 * - `anyone`: no session needed;
 * - `any-session`: every kind of session, half-finished ones too;
 * - `pending`: only a session between a right first factor and its second step;
 * - `enrolment`: a full session, or one opened only to register a passkey;
 * - `full`: a full session;
 * - a permission: a full session whose role has it.
 */
export type Access = 'anyone' | 'any-session' | 'pending' | 'enrolment' | 'full' | Permission

/**
 * How freshly the caller must have proven who they are:
 * - `level-1`: anything that completes a sign-in (reporting a loss must be easy);
 * - `level-2`: on an account with an active passkey level 2, otherwise level 1;
 * - `passkey`: a passkey with user verification, always.
 */
export type Freshness = 'level-1' | 'level-2' | 'passkey'

/**
 * What a call tries to prove; its failures count against the source it comes from:
 * - `secret`: something that could be guessed. Failures also count against the account, and too many are `throttled`;
 * - `passkey`: cannot be guessed, and a valid one is never in anybody's way: only floods of failures are refused.
 */
export type Attempt = 'secret' | 'passkey'

interface EndpointShape {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api`, with `:name` for each of `params`. */
  path: `/${string}`
  access: Access
  fresh?: Freshness
  attempt?: Attempt
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  /** `null` where the answer has no JSON body: 204, or a stream. */
  response: z.ZodType | null
}

/** Declares one route once, for the server that answers it and the client that calls it. */
export function endpoint<const E extends EndpointShape>(shape: E): E {
  return shape
}

export type Endpoint = EndpointShape

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Unparsed<S> = S extends z.ZodType ? z.input<S> : undefined

/** What a handler receives, after parsing. */
export interface InputOf<E extends Endpoint> {
  params: Parsed<E['params']>
  query: Parsed<E['query']>
  body: Parsed<E['body']>
}

type Given<E extends Endpoint> = {
  [K in 'params' | 'query' | 'body' as E[K] extends z.ZodType ? K : never]: Unparsed<E[K]>
}

/** What a caller passes, before parsing: only the parts the endpoint names, and none that could be empty. */
export type CallOf<E extends Endpoint> = {
  [K in keyof Given<E> as object extends Given<E>[K] ? never : K]: Given<E>[K]
} & {
  [K in keyof Given<E> as object extends Given<E>[K] ? K : never]?: Given<E>[K]
}

/** What the endpoint answers; `undefined` where it has no body. */
export type ResponseOf<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.output<E['response']>
  : undefined

/** What a handler returns: the schema strips whatever it does not name, and nothing is sent where there is none. */
export type AnswerOf<E extends Endpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : unknown
