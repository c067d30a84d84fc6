// Control and format characters, and the two that some programs take for line ends: shown as they are they could forge
// a line, or reorder one.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** The text with every character that does not show as itself written as `\uXXXX`: what JSON reads back as the same. */
export const visible = (text: string): string =>
  text.replace(hidden, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  )

/** One line of NDJSON, its end included. */
export const jsonLine = (value: object): string => `${visible(JSON.stringify(value))}\n`
