import { toHtml } from './html.ts'
import { letterOf, type Letter } from './letter.ts'

export interface Rendered {
  subject: string
  text: string
  html: string
}

/** A row of the outbox as the mail it becomes: the same row, the same mail. Throws for a row that cannot be understood. */
export function renderMail(...[row, surroundings]: Parameters<typeof letterOf>): Rendered {
  const letter = letterOf(row, surroundings)
  return { subject: letter.subject, text: toText(letter), html: toHtml(letter) }
}

function toText({ subject, happened, facts, heading, intro, steps, link, footer }: Letter): string {
  const width = Math.max(...facts.map(([label]) => label.length))
  return [
    subject,
    '',
    happened,
    '',
    ...facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    '',
    heading,
    ...(intro === null ? [] : [intro]),
    ...steps.map((step, index) => (steps.length === 1 ? step : `${index + 1}. ${step}`)),
    '',
    `${link.label}: ${link.url}`,
    '',
    '-- ',
    ...footer,
    '',
  ].join('\n')
}
