import knex from 'knex'

// Connections that broke; 08: not connected; 53: full; 57P, 25P03, 57014: ended or timed out by the database; 25006: it
// follows another now.
const away = /^(ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|08|53|57P|25P03|57014|25006|SQLITE_FULL)/

// Somebody else had what was wanted.
const overtaken = /^(SQLITE_BUSY|40001|40P01|55P03)/

// What the driver says without a code, by itself or behind the statement that Knex puts before it.
const words =
  /(^| - )(Connection terminated|timeout expired$|Client has encountered a connection error|Client was closed)/

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Whether a failure is of the database being away, full or overtaken, and not of what was asked: trying again may help. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof knex.KnexTimeoutError ||
  away.test(codeOf(error)) ||
  isOvertaken(error) ||
  isOutdated(error) ||
  (error instanceof Error && words.test(error.message))

/** Whether somebody else had, for too long or in another order, what was wanted. */
export const isOvertaken = (error: unknown): boolean => overtaken.test(codeOf(error))

/** Whether the connection prepared its statement before a table it reads got another column: a new one can go on. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && codeOf(error) === '0A000' && error.message.startsWith('cached plan')
