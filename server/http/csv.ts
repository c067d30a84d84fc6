/** What a cell can hold; null is an empty one. */
export type Cell = string | number | null

// A spreadsheet takes these at the beginning of a cell for a formula, in their full width too.
const formula = /^[\t\r\n ]*[=+\-@＝＋－＠]/u

/**
 * A CSV file as it is written, in pieces: RFC 4180, with a mark that makes spreadsheets read it as UTF-8. Text that
 * would be a formula is given a leading apostrophe.
 */
export async function* csv(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield `\ufeff${lineOf(header)}`
  for await (const row of rows) yield lineOf(row)
}

const lineOf = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
