import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { z } from 'zod'
import { dataFolder } from '../shared/data-folder.ts'
import { mailFrom, mailSettings, smtpUrl, type MailSettings } from './mail-settings.ts'

const origin = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
    error: 'must be an origin such as https://id.company.com',
    abort: true,
  })
  .refine((text) => {
    const { protocol, hostname } = new URL(text)
    return (
      (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname)) ||
      (protocol === 'http:' && hostname === 'localhost')
    )
  }, 'must be https with a host name, or http://localhost (passkeys work nowhere else)')

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const environment = z.object({
  WEFTID_ORIGIN: origin.optional(),
  WEFTID_EXTRA_ORIGINS: list.pipe(z.array(origin)).default([]),
  WEFTID_RP_ID: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'must be a host name')
    .optional(),
  WEFTID_PORT: z.coerce.number().int().min(0).max(65535).default(7100),
  WEFTID_HOST: list.pipe(z.array(z.string()).min(1)).default(['127.0.0.1', '::1']),
  WEFTID_DATABASE: z.string().min(1).optional(),
  WEFTID_DATA: z.string().min(1).optional(),
  WEFTID_SECRET: list
    .pipe(
      z.array(z.string().refine((text) => Buffer.byteLength(text) >= 32, 'needs at least 32 bytes')).min(1),
    )
    .optional(),
  WEFTID_NAME: z.string().min(1).max(60).default('WeftID'),
  WEFTID_SUPPORT: z.string().max(200).default(''),
  WEFTID_MINIMUM_CLIENT: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.2.0')
    .optional(),
  WEFTID_TRUSTED_PROXIES: list.pipe(z.array(z.union([z.cidrv4(), z.cidrv6()]))).default([]),
  WEFTID_TLS_CERT: z.string().min(1).optional(),
  WEFTID_TLS_KEY: z.string().min(1).optional(),
  WEFTID_SMTP_URL: smtpUrl.optional(),
  WEFTID_MAIL_FROM: mailFrom.optional(),
  WEFTID_AUDIT_FILE: z.string().min(1).optional(),
  WEFTID_APPLE_APP_IDS: list
    .pipe(z.array(z.string().regex(/^[A-Z0-9]{10}\.[\w.-]+$/, 'must be like ABCDE12345.com.company.app')))
    .default([]),
  WEFTID_METRICS_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
  WEFTID_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Database = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string }

/** What the environment says, before the port and the secret are known. */
export interface Settings {
  origin: string | null
  extraOrigins: string[]
  rpId: string | null
  port: number
  hosts: string[]
  database: Database
  dataFolder: string
  secrets: string[] | null
  name: string
  support: string
  minimumClient: string | null
  trustedProxies: string[]
  tls: { cert: string; key: string } | null
  /** Null where mail is kept and not sent. */
  mail: MailSettings | null
  /** Where the sealed record is also written as JSON lines; null where it is not. */
  auditFile: string | null
  /** The signed macOS apps that may use this host's passkeys: team id, dot, bundle id. */
  appleAppIds: string[]
  /** What `/metrics` asks for; null where there is no such page. */
  metricsToken: string | null
  logLevel: string
}

/** Everything the running server may know of its surroundings; frozen. */
export interface Config extends Omit<Settings, 'origin' | 'rpId' | 'secrets'> {
  version: string
  origin: string
  /** The relying party: its id, and the origins a ceremony may come from. */
  rp: { id: string; origins: readonly string[] }
  /** `http://localhost`: one machine, the Host header checked. */
  local: boolean
  /** Others than this machine's people can reach the set-up page. */
  needsSetupToken: boolean
  secrets: readonly string[]
}

/** Wrong values in the environment, all of them in one message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads and checks the environment. Throws `ConfigError` naming every wrong value, never repeating a secret. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = environment.safeParse(given)
  const issues = parsed.error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? []
  const faults = [...issues, ...faultsBetween(given)]
  if (!parsed.success || faults.length > 0)
    throw new ConfigError(`The configuration is not usable:\n  ${faults.join('\n  ')}`)
  const { data } = parsed
  const folder = dataFolder({ platform: process.platform, home: homedir(), env })
  return {
    origin: data.WEFTID_ORIGIN ?? null,
    extraOrigins: data.WEFTID_EXTRA_ORIGINS,
    rpId: data.WEFTID_RP_ID ?? null,
    port: data.WEFTID_PORT,
    hosts: data.WEFTID_HOST,
    database: databaseOf(data.WEFTID_DATABASE, folder),
    dataFolder: folder,
    secrets: data.WEFTID_SECRET ?? null,
    name: data.WEFTID_NAME,
    support: data.WEFTID_SUPPORT,
    minimumClient: data.WEFTID_MINIMUM_CLIENT ?? null,
    trustedProxies: data.WEFTID_TRUSTED_PROXIES,
    tls: tlsOf(data),
    mail: mailSettings(data.WEFTID_SMTP_URL, data.WEFTID_MAIL_FROM),
    auditFile: orNull(data.WEFTID_AUDIT_FILE),
    appleAppIds: data.WEFTID_APPLE_APP_IDS,
    metricsToken: orNull(data.WEFTID_METRICS_TOKEN),
    logLevel: data.WEFTID_LOG_LEVEL,
  }
}

/** Fixes what only the running process knows: the port it listens on and the secret it uses. */
export function completeConfig(
  settings: Settings,
  port: number,
  secrets: readonly string[],
  version: string,
): Config {
  const { hostname, origin: address, protocol } = new URL(settings.origin ?? `http://localhost:${port}`)
  const local = protocol === 'http:'
  return Object.freeze({
    ...settings,
    version,
    port,
    secrets,
    origin: address,
    rp: { id: settings.rpId ?? hostname, origins: [address, ...settings.extraOrigins] },
    local,
    needsSetupToken: !local || !settings.hosts.every(isLoopback),
  })
}

// On what was given and not on what was parsed: a wrong value elsewhere must not hide these.
function faultsBetween(given: NodeJS.ProcessEnv): string[] {
  const {
    WEFTID_RP_ID: rpId,
    WEFTID_ORIGIN: address,
    WEFTID_DATABASE: database,
    WEFTID_SECRET: secret,
  } = given
  const faults = [...tlsFaults(given), ...mailFaults(given)]
  const host = address !== undefined && URL.canParse(address) ? new URL(address).hostname : 'localhost'
  if (rpId !== undefined && host !== rpId && !host.endsWith(`.${rpId}`))
    faults.push(`WEFTID_RP_ID: must be the host of the origin (${host}) or a parent of it`)
  if (isPostgres(database) && secret === undefined)
    faults.push('WEFTID_SECRET: required with PostgreSQL, the same on every instance')
  return faults
}

const mailFaults = ({ WEFTID_SMTP_URL: smtp, WEFTID_MAIL_FROM: from }: NodeJS.ProcessEnv): string[] =>
  smtp !== undefined && from === undefined ? ['WEFTID_MAIL_FROM: required with WEFTID_SMTP_URL'] : []

function tlsFaults({
  WEFTID_TLS_CERT: cert,
  WEFTID_TLS_KEY: key,
  WEFTID_ORIGIN: address,
}: NodeJS.ProcessEnv): string[] {
  if (cert === undefined && key === undefined) return []
  const files = Object.entries({ WEFTID_TLS_CERT: cert, WEFTID_TLS_KEY: key })
  const missing = files.filter(([, file]) => file !== undefined && !existsSync(file))
  const faults = missing.map(([name]) => `${name}: there is no such file`)
  if (cert === undefined || key === undefined)
    faults.push('WEFTID_TLS_CERT and WEFTID_TLS_KEY: give both or neither')
  if (!address?.startsWith('https:')) faults.push('WEFTID_TLS_CERT: needs an https origin in WEFTID_ORIGIN')
  return faults
}

function tlsOf({ WEFTID_TLS_CERT: cert, WEFTID_TLS_KEY: key }: z.infer<typeof environment>): Settings['tls'] {
  return cert !== undefined && key !== undefined ? { cert, key } : null
}

/** The PostgreSQL database that a restored one replaces; null where it is lost. For the command `restore` only. */
export const readDatabaseBefore = ({ WEFTID_DATABASE_BEFORE: url }: NodeJS.ProcessEnv): string | null =>
  url?.trim() ? url : null

const orNull = (text: string | undefined): string | null => text ?? null

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

const isPostgres = (text: string | undefined) => /^postgres(ql)?:\/\//.test(text ?? '')

function databaseOf(text: string | undefined, folder: string): Database {
  if (text !== undefined && isPostgres(text)) return { kind: 'postgres', url: text }
  return { kind: 'sqlite', file: text ?? `${folder}/weftid.sqlite` }
}
