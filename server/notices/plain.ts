/** Longer than any field that people fill in. */
const most = 500

/** Text as part of one line: nothing in it ends the line, reorders what follows, or cannot be seen. */
export function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim()
  return line.length > most ? `${line.slice(0, most)}…` : line
}

/** `oneLine` for what people wrote: what looks like an address in it is not made a link by a mail program. */
export const unlinked = (text: string): string => oneLine(text).replace(linking, `$&${zeroWidthSpace}`)

const zeroWidthSpace = '\u200b'

// The dot before a part of a host name that is no number, the colon of a scheme.
const linking = /(?<=\S)[.。．｡](?=\p{L})|:(?=\/)/gu

/** The moment in words that are the same everywhere: "Monday, 26 October 2026 at 11:02 UTC". */
export const momentWords = (at: string): string => `${format.format(new Date(at))} UTC`

const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** "1 session", "3 sessions". */
export const countWords = (howMany: number, one: string): string =>
  `${howMany} ${one}${howMany === 1 ? '' : 's'}`

/** "10 minutes", "24 hours". */
export const durationWords = (minutes: number): string =>
  minutes % 60 === 0 ? countWords(minutes / 60, 'hour') : countWords(minutes, 'minute')

/** A passkey by its name. */
export const named = (passkey: string | null): string => `“${passkey ?? 'Unnamed'}”`

/** How many sessions ended with it, as a sentence of its own; nothing where none did. */
export const ended = (sessions: number | null): string =>
  sessions
    ? ` ${countWords(sessions, 'session')} that it had opened ${sessions === 1 ? 'was' : 'were'} ended.`
    : ''
