import { amount, count } from '../../lib/format.ts'

/** "1 person", "312 people", "1,000+ people". */
export function matchingWords({ count: people, isExact }: { count: number; isExact: boolean }): string {
  if (!isExact) return `${amount(people)}+ people`
  if (people === 0) return 'Nobody'
  return people === 1 ? '1 person' : `${amount(people)} people`
}

const passedOver = 'whoever has passkeys of two models or is disabled is passed over'

/** What came of asking `selected` people by mail to register a passkey. */
export function remindedWords(reminded: number, selected: number): string {
  if (reminded === 0) return `No mail was written: ${passedOver}.`
  const written = `${count(reminded, 'mail')} ${reminded === 1 ? 'is' : 'are'} on the way`
  return reminded === selected
    ? `${written}, asking for a passkey, a second one or one of another model.`
    : `${written}, asking for a passkey, a second one or one of another model. Of the ${selected} selected, ${passedOver}.`
}
