import { describe, expect, it } from 'vitest'
import { visible as onServer } from '../../../../server/visible.ts'
import { quotable, visible } from '../../../../renderer/lib/visible.ts'

const texts = ['Ada Admin', 'a\u202eb', 'a\nb', 'a\u2028b', 'a\u{e0041}b', 'a\ud800b', 'نور', 'Zoë 👩‍💻']

describe('visible', () => {
  it.each(texts)('writes %j as an export does', (text) => {
    expect(visible(text)).toBe(onServer(text))
  })

  it('leaves letters of every script as they are', () => {
    expect(visible('Zoë Ødegård 山田 नूर')).toBe('Zoë Ødegård 山田 नूर')
  })
})

describe('quotable', () => {
  it('keeps a name that is written from right to left from turning the sentence around it', () => {
    expect(quotable('نور')).toBe('\u2068نور\u2069')
    expect(quotable('Nour')).toBe('Nour')
  })

  it('does not let a name end its own isolation', () => {
    expect(quotable('نور\u2069')).toBe('\u2068نور\\u2069\u2069')
  })
})
