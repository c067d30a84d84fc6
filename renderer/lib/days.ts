const oneDay = /^\d{4}-\d{2}-\d{2}$/

/** Whether it names a day as a date field does: `2026-11-01`. */
export const isDay = (day: string): boolean => oneDay.test(day) && !Number.isNaN(Date.parse(day))

const midnight = (day: string, later = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** When a day begins for the reader, ISO 8601. */
export const startOfDay = (day: string): string => midnight(day)

/** When the day after begins for the reader, ISO 8601. */
export const endOfDay = (day: string): string => midnight(day, 1)

/** The reader's day of a moment: `2026-11-01`. */
export function dayOf(at: string | number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
