/** The mark: two threads crossing, over and under, in a square weave. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <g stroke="currentColor" strokeWidth="3.2" strokeLinecap="round">
        <path d="M8 3v8.6M8 20.4V21" />
        <path d="M16 3v.6M16 12.4V21" />
        <g opacity="0.55">
          <path d="M3 8h.6M12.4 8H21" />
          <path d="M3 16h8.6M20.4 16H21" />
        </g>
      </g>
    </svg>
  )
}
