import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** Runs one statement on a connection of its own. */
export async function query(address: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client(address)
  // One that dies with its server says so twice: here, and to whoever asked.
  client.on('error', () => undefined)
  await client.connect()
  return client.query<Record<string, unknown>>(sql).finally(() => client.end())
}

/** Makes a database on the server of `address`, empty or as `template` is, and answers its address. */
export async function createDatabase(address: string, template = 'template1'): Promise<string> {
  const name = `weftid_${randomBytes(6).toString('hex')}`
  // By its files: through the log, as PostgreSQL would have it, everything is written twice.
  await query(address, `create database ${name} template ${template} strategy file_copy`)
  const made = new URL(address)
  made.pathname = `/${name}`
  return made.href
}

/** Removes a database that `createDatabase` made, whoever is still connected to it. */
export async function dropDatabase(address: string, made: string): Promise<void> {
  await query(address, `drop database if exists ${nameOf(made)} with (force)`)
}

/** The name in the address of a database. */
export const nameOf = (address: string): string => new URL(address).pathname.slice(1)
