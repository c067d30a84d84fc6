// Control and format characters, and those some programs take for line ends: shown as they are they could forge a line
// of the record, or turn one around.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** The text with every character that does not show as itself written as `\uXXXX`, as in an export. */
export const visible = (text: string): string =>
  text.replace(hidden, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  )

/** A name to stand inside a sentence: nothing hidden in it, and its direction of writing stays its own. */
export function quotable(name: string): string {
  const shown = visible(name)
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}
