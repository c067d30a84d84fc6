import type { Letter } from './letter.ts'

const fonts =
  "Inter, 'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif"

// Mail programs drop style sheets as they like: light is inline, and dark is laid over it where that is understood.
const dark = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .canvas { background-color: #0f1316 !important; }
    .card { background-color: #161b1f !important; border-color: #2c3337 !important; }
    .text { color: #e7ecee !important; }
    .quiet { color: #a1abb1 !important; }
    .line { border-color: #2c3337 !important; }
    .box { background-color: #1e2427 !important; }
    .mark { background-color: #5bd0cf !important; }
    .mark-soft { background-color: #2f7677 !important; }
    .act { background-color: #5bd0cf !important; }
    .act-text { color: #001b1c !important; }
  }
  @media (max-width: 480px) {
    .canvas-cell { padding: 16px 10px !important; }
    .card-cell { padding: 24px 20px !important; }
  }`

const size = (pixels: number, line: number, weight = 400) =>
  `font-family:${fonts};font-size:${pixels}px;line-height:${line}px;font-weight:${weight};`

/** The letter as HTML that mail programs draw: tables, styles in place, nothing fetched, links to our own origin only. */
export function toHtml(letter: Letter): string {
  const { name, subject, happened, facts, footer } = letter
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escape(subject)}</title>
<style>${dark}
</style>
</head>
<body class="canvas" style="margin:0;padding:0;background-color:#f8fafb;-webkit-text-size-adjust:100%;">
${table('class="canvas" style="background-color:#f8fafb;"')}<tr><td class="canvas-cell" align="center" style="padding:32px 16px;">
${table('style="max-width:560px;"')}
<tr><td style="padding:0 4px 16px;">${header(name)}</td></tr>
<tr><td class="card card-cell" style="padding:28px 32px;background-color:#ffffff;border:1px solid #dce0e3;border-radius:10px;">
<h1 class="text" style="margin:0 0 8px;${size(20, 28, 600)}color:#182127;">${escape(subject)}</h1>
<p class="text" style="margin:0 0 20px;${size(15, 22)}color:#182127;">${escape(happened)}</p>
${table('class="line" style="border-top:1px solid #dce0e3;"')}
${facts.map(factRow).join('\n')}
</table>
${table('class="box" style="margin-top:24px;background-color:#f1f4f6;border-radius:8px;"')}<tr><td style="padding:18px 20px 20px;">
${whatToDo(letter)}
</td></tr></table>
</td></tr>
<tr><td class="quiet" style="padding:16px 4px 0;${size(12, 18)}color:#525c64;">${footer.map(escape).join('<br>')}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`
}

const table = (attributes: string) =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" ${attributes.replace('style="', 'style="width:100%;border-collapse:separate;')}>`

/** Two threads of a weave, and the name. */
function header(name: string): string {
  const thread = (kind: string, colour: string) =>
    `<td class="${kind}" width="9" height="9" style="width:9px;height:9px;background-color:${colour};border-radius:2px;font-size:0;line-height:0;">&nbsp;</td>`
  const over = thread('mark', '#006a6b')
  const under = thread('mark-soft', '#8cc4c4')
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td style="padding-right:8px;"><table role="presentation" cellpadding="0" cellspacing="2" border="0" aria-hidden="true"><tr>${over}${under}</tr><tr>${under}${over}</tr></table></td>
<td class="text" style="${size(15, 22, 600)}color:#182127;">${escape(name)}</td>
</tr></table>`
}

const factRow = ([label, value]: [string, string]) =>
  `<tr><th class="quiet line" scope="row" align="left" valign="top" width="76" style="width:76px;padding:9px 12px 9px 0;border-bottom:1px solid #dce0e3;${size(13, 20)}color:#525c64;text-align:left;">${escape(label)}</th>` +
  `<td class="text line" valign="top" style="padding:9px 0;border-bottom:1px solid #dce0e3;${size(14, 20)}color:#182127;word-break:break-word;overflow-wrap:anywhere;">${escape(value)}</td></tr>`

function whatToDo({ heading, intro, steps, link }: Letter): string {
  const style = `${size(14, 20)}color:#182127;`
  const paragraph = (text: string, below: number) =>
    `<p class="text" style="margin:0 0 ${below}px;${style}">${escape(text)}</p>`
  const items = steps.map((step) => `<li style="margin:0 0 6px;padding-left:2px;">${escape(step)}</li>`)
  const list = `<ol class="text" style="margin:0 0 14px;padding:0 0 0 20px;${style}">${items.join('')}</ol>`
  return [
    `<h2 class="text" style="margin:0 0 6px;${size(15, 22, 600)}color:#182127;">${escape(heading)}</h2>`,
    ...(intro === null ? [] : [paragraph(intro, 8)]),
    steps.length === 1 ? paragraph(steps[0] ?? '', 16) : list,
    button(link),
  ].join('\n')
}

const button = ({ label, url }: Letter['link']) =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="act" style="background-color:#006a6b;border-radius:6px;"><a class="act-text" href="${escape(url)}" style="display:inline-block;padding:9px 16px;${size(14, 20, 600)}color:#ffffff;text-decoration:none;">${escape(label)}</a></td></tr></table>`

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
