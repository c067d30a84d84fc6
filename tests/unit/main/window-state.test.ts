import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeWindow, recallWindow, rememberWindow } from '../../../main/window-state.ts'
import { newFolder } from './scratch.ts'

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: -1280, y: 0, width: 1280, height: 1024 },
]
const usual = { width: 1280, height: 800 }

describe('placeWindow', () => {
  it('puts the window back where it was, on a second screen too', () => {
    const bounds = { x: -1200, y: 40, width: 900, height: 700 }
    expect(placeWindow({ bounds, maximized: true }, screens)).toEqual({ ...bounds, maximized: true })
  })

  it.each([
    ['nothing is remembered', null],
    ['its screen is gone', { x: 3000, y: 40, width: 900, height: 700 }],
    ['only a sliver would show', { x: 1900, y: 40, width: 900, height: 700 }],
    ['it is below the screen', { x: 100, y: 1050, width: 900, height: 700 }],
  ])('takes the usual size, wherever the system likes, when %s', (_why, bounds) => {
    const placed = placeWindow(bounds && { bounds, maximized: false }, screens)
    expect(placed).toEqual({ ...usual, maximized: false })
  })

  it('never makes it too small to use', () => {
    const placed = placeWindow({ bounds: { x: 0, y: 0, width: 120, height: 110 }, maximized: false }, screens)
    expect(placed).toMatchObject({ width: 480, height: 560 })
  })
})

describe('the remembered window', () => {
  const file = join(newFolder(), 'window.json')

  it('comes back as it was', () => {
    const state = { bounds: { x: 1, y: 2, width: 640, height: 600 }, maximized: false }
    rememberWindow(file, state)
    expect(recallWindow(file)).toEqual(state)
  })

  it.each(['', '{', '[]', '{"bounds":{"x":0,"y":0,"width":-5,"height":1e99},"maximized":"no"}'])(
    'counts as none when the file says %j',
    (content) => {
      writeFileSync(file, content)
      expect(recallWindow(file)).toBeNull()
    },
  )

  it('does not keep the window open when it cannot be written', () => {
    expect(() => {
      rememberWindow(join(file, 'not-a-folder', 'x.json'), {
        bounds: { x: 0, y: 0, width: 1, height: 1 },
        maximized: false,
      })
    }).not.toThrow()
  })
})
