const day = 24 * 60 * 60 * 1000

const spans = { open: null, tomorrow: 1, 'three-days': 3, week: 7 } as const
/** For how long a passkey is taken out of use. */
export type Span = keyof typeof spans

/** The choices in words. */
export const spanOptions: readonly { id: Span; label: string }[] = [
  { id: 'open', label: 'Until it is restored' },
  { id: 'tomorrow', label: 'Until tomorrow' },
  { id: 'three-days', label: 'For 3 days' },
  { id: 'week', label: 'For a week' },
]

/** When a suspension that begins `now` ends, ISO 8601; undefined where it has no end. */
export function endOf(span: Span, now: number): string | undefined {
  const days = spans[span]
  return days === null ? undefined : new Date(now + days * day).toISOString()
}
