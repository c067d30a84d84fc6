/** A drawing and its size in pixels. */
export interface Picture {
  svg: string
  width: number
  height: number
}

/** Of tokens.css, where the pages have them. */
const teal = { light: '#2aa3a4', deep: '#0c5f66', ink: '#24343a', canvas: '#f8fafb' }

const inside = (mark: string) => mark.replace(/^[^]*?<svg[^>]*>|<\/svg>\s*$/g, '')
const boxOf = 24

/** The threads alone, `size` wide at `x`, `y`. */
function threads(mark: string, x: number, y: number, size: number, stroke: string, width = 3.2): string {
  const scale = size / boxOf
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="${stroke}"
    stroke-width="${width}" stroke-linecap="round">${inside(mark)}</g>`
}

const svg = (width: number, height: number, content: string, view = `0 0 ${width} ${height}`): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">
    <defs><linearGradient id="teal" x2=".4" y2="1"><stop stop-color="${teal.light}"/>
    <stop offset="1" stop-color="${teal.deep}"/></linearGradient></defs>${content}</svg>`

/**
 * The app's icon: white threads on a tile. macOS wants a margin around it for its shadow; where every pixel counts
 * the tile and the threads take up more of it.
 */
export function appIcon(mark: string, size: number, { margin = false } = {}): Picture {
  const isTiny = size <= 32
  const edge = margin ? 100 : isTiny ? 0 : 32
  const tile = 1024 - 2 * edge
  const inset = tile * (isTiny ? 0.1 : 0.17)
  const drawing = threads(mark, edge + inset, edge + inset, tile - 2 * inset, '#fff', isTiny ? 3.6 : 3)
  const rect = `<rect x="${edge}" y="${edge}" width="${tile}" height="${tile}" rx="${tile * 0.225}" fill="url(#teal)"/>`
  return { svg: svg(size, size, rect + drawing, '0 0 1024 1024'), width: size, height: size }
}

/** Behind the disk image's two icons: from the app an arrow to the folder of applications. */
export function diskBackground(mark: string, density: number): Picture {
  const [width, height] = [540, 380]
  const content = `<rect width="${width}" height="${height}" fill="${teal.canvas}"/>
    <g opacity=".05">${threads(mark, 300, 150, 340, teal.deep, 2)}</g>
    <path d="M236 186h62m-14-14 14 14-14 14" fill="none" stroke="${teal.deep}" stroke-width="4"
      stroke-linecap="round" stroke-linejoin="round"/>
    <text x="270" y="64" text-anchor="middle" font-family="Inter, sans-serif" font-size="20"
      font-weight="600" fill="${teal.ink}">Drag WeftID to Applications</text>`
  const picture = svg(width * density, height * density, content, `0 0 ${width} ${height}`)
  return { svg: picture, width: width * density, height: height * density }
}

/** The strip at the left of the Windows installer's first and last page. */
export function installerSidebar(mark: string): Picture {
  const [width, height] = [164, 314]
  const content = `<rect width="${width}" height="${height}" fill="url(#teal)"/>
    <g opacity=".14">${threads(mark, -30, 130, 260, '#fff', 2.4)}</g>
    ${threads(mark, 24, 34, 60, '#fff', 3)}
    <text x="27" y="122" font-family="Inter, sans-serif" font-size="22" font-weight="600" fill="#fff">WeftID</text>`
  return { svg: svg(width, height, content), width, height }
}
