import knex from 'knex'

const codes = /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|08|57P0|53|SQLITE_BUSY|SQLITE_FULL|40001|40P01)/

/** Whether a failure is of the database being away, full or overtaken, and not of what was asked: trying again may help. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof knex.KnexTimeoutError) return true
  return error instanceof Error && 'code' in error && codes.test(String(error.code))
}
