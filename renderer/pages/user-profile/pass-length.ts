import { durationWords } from '../../lib/format.ts'

const lengths = ['10', '60', '480', '1440'] as const
/** How long a temporary pass can last, in minutes. */
export type PassLength = (typeof lengths)[number]

export const lengthOptions: readonly { id: PassLength; label: string }[] = lengths.map((id) => ({
  id,
  label: durationWords(Number(id)),
}))
