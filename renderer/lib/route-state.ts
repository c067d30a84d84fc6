import { useLocation } from 'react-router'
import type { z } from 'zod'

/** What the link that led here said beside its address; undefined where it was another, or the address was typed. */
export function useRouteState<T>(schema: z.ZodType<T>): T | undefined {
  const location: { state: unknown } = useLocation()
  return schema.safeParse(location.state).data
}
