import { create } from 'qrcode'
import './qr-code.css'

// The quiet zone that scanners rely on (ISO/IEC 18004): four modules on each side.
const quiet = 4

function pathOf({ size, data }: { size: number; data: Uint8Array }): string {
  const dark = [...data.keys()].filter((index) => data[index] === 1)
  return dark.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('')
}

/** `text` to be scanned: black on a white plate in either theme. `label` says what it is for those who do not see it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const whole = modules.size + 2 * quiet
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <path d={pathOf(modules)} />
    </svg>
  )
}
