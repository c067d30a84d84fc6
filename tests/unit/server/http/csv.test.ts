import { describe, expect, it } from 'vitest'
import { csv, type Cell } from '../../../../server/http/csv.ts'

async function* each(rows: readonly Cell[][]) {
  for (const row of await Promise.resolve(rows)) yield row
}

async function written(header: string[], rows: Cell[][]): Promise<string> {
  let text = ''
  for await (const piece of csv(header, each(rows))) text += piece
  return text
}

const cell = async (value: Cell) => (await written(['x'], [[value]])).split('\r\n').slice(1, -1).join('\r\n')

describe('a CSV file', () => {
  it('begins with a mark and a header, and ends each line as RFC 4180 says', async () => {
    expect(await written(['name', 'count'], [['Zoë', 3]])).toBe('\ufeffname,count\r\nZoë,3\r\n')
    expect(await written(['name'], [])).toBe('\ufeffname\r\n')
  })

  it.each([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['the "key"', '"the ""key"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['', ''],
    [null, ''],
    [0, '0'],
    [-5, '-5'],
  ])('writes %j as %j', async (value, expected) => {
    expect(await cell(value)).toBe(expected)
  })

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1+1',
    '\t=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '=cmd|" /C calc"!A0',
  ])('lets no spreadsheet calculate %j', async (value) => {
    expect((await cell(value)).replace(/^"/, '')).toMatch(/^'/)
  })

  it.each(['a=b', '2026-05-04', 'x@example.org', "'quoted'"])('leaves %j as it is', async (value) => {
    expect(await cell(value)).toBe(value)
  })
})
