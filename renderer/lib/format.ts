const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB'

const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
// Two digits for the hour too: as wide at every hour, so that a column of them lines up.
const seconds = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' })
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const minute = 60_000
const hour = 60 * minute
const oneDay = 24 * hour

/** The whole truth about a moment, for the hover. */
export function exactTime(at: string): string {
  return exact.format(new Date(at))
}

/** "14:05", in the reader's own zone. */
export function clockTime(at: string): string {
  return clock.format(new Date(at))
}

/** "14:05:09", in the reader's own zone. */
export function preciseTime(at: string): string {
  return seconds.format(new Date(at))
}

/** "Today", "Yesterday", "Monday, 3 May": the reader's own day of a moment. */
export function dayInWords(at: string, now: number): string {
  const date = new Date(at).toDateString()
  if (date === new Date(now).toDateString()) return 'Today'
  if (date === new Date(now - oneDay).toDateString()) return 'Yesterday'
  return `${weekday.format(new Date(at))}, ${dateOf(at, now)}`
}

/** "3 May, 14:05", with the year where it is not this one. */
export function momentOf(at: string, now: number): string {
  return `${dateOf(at, now)}, ${clockTime(at)}`
}

/** "3 May", with the year where it is not this one. */
export function dateOf(at: string, now: number): string {
  const date = new Date(at)
  return (date.getFullYear() === new Date(now).getFullYear() ? day : dayOfYear).format(date)
}

/** Relative within a week ("2 hours ago", "in 3 days"), else the date. */
export function timeInWords(at: string, now: number): string {
  const apart = new Date(at).getTime() - now
  const distance = Math.abs(apart)
  // The page's clock lags behind by up to 20 seconds: what has just happened is not to come.
  if (distance < minute) return apart < minute / 2 ? 'just now' : 'in a moment'
  if (distance < hour) return relative.format(Math.trunc(apart / minute), 'minute')
  if (distance < oneDay) return relative.format(Math.trunc(apart / hour), 'hour')
  if (distance < 7 * oneDay) return relative.format(Math.trunc(apart / oneDay), 'day')
  return dateOf(at, now)
}

/** "today", "yesterday", "3 days ago". */
export const daysAgo = (days: number): string => relative.format(-days, 'day')

/** "12,402". */
export const amount = (howMany: number): string => whole.format(howMany)

/** "1 passkey", "3 passkeys", "no passkeys". */
export function count(howMany: number, one: string, many = `${one}s`): string {
  if (howMany === 0) return `no ${many}`
  return `${amount(howMany)} ${howMany === 1 ? one : many}`
}

/** "10 minutes", "1 hour", "24 hours". */
export function durationWords(minutes: number): string {
  return minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute')
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}

/** Up to two initials of a name. */
export function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter(Boolean)
  const ends = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return ends
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}
