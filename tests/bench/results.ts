import { notReached } from './goals.ts'

/** What one part found out, under a title of its own. */
export interface Section {
  title: string
  text: string
}

const head = `# Benchmark results

Written by \`npm run bench\`. Ratios count, taken in one run on one machine; absolute figures only show the order. Each section
says when it was measured and how busy the machine was with other things.`

const summary = 'What does not reach its goal'

const sectionsOf = (text: string): Section[] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n')
      return { title, text: lines.join('\n').trim() }
    })

/**
 * The results with one section put in: in the place of an earlier one of that title, else in the order of `titles`.
 * What parts found that ran at other times stays.
 */
export function withSection(results: string, section: Section, titles: readonly string[]): string {
  const others = sectionsOf(results).filter(({ title }) => titles.includes(title) && title !== section.title)
  const place = ({ title }: Section) => titles.indexOf(title)
  const all = [...others, section].sort((a, b) => place(a) - place(b))
  const open = all.flatMap(({ title, text }) =>
    notReached(text).map((row) => row.replace('| ', `| ${title}: `)),
  )
  const shown =
    open.length === 0
      ? 'Nothing.'
      : ['| what | floor | goal | figure | |', '| --- | --- | --- | --- | --- |', ...open].join('\n')
  return (
    [
      head,
      ...[{ title: summary, text: shown }, ...all].map(({ title, text }) => `## ${title}\n\n${text}`),
    ].join('\n\n') + '\n'
  )
}
