import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react'
import { useLocation } from 'react-router'
import { z } from 'zod'
import { LinkButton } from '../../components/button.tsx'
import { useRouteState } from '../../lib/route-state.ts'

/** Of the pages before this one, as they were walked through: what their cursors were, '' for the first. */
export const walked = z.object({ before: z.array(z.string()) })

interface Props {
  cursor: string | undefined
  next: string | null
}

/** The next page and the one before, each a link that can be kept. A page that was opened by its link knows no way back. */
export function Pager({ cursor, next }: Props) {
  const { search } = useLocation()
  const before = useRouteState(walked)?.before ?? []
  const previous = before.at(-1)
  const to = (place: string) => {
    const address = new URLSearchParams(search)
    if (place === '') address.delete('cursor')
    else address.set('cursor', place)
    return `?${address.toString()}`
  }
  if (cursor === undefined && next === null) return null
  return (
    <nav className="users__pages" aria-label="Pages of the list">
      {cursor !== undefined && previous === undefined && (
        <LinkButton to={to('')} icon={ChevronsLeft}>
          First page
        </LinkButton>
      )}
      {previous !== undefined && (
        <LinkButton to={to(previous)} state={{ before: before.slice(0, -1) }} icon={ChevronLeft}>
          Previous
        </LinkButton>
      )}
      {next !== null && (
        <LinkButton to={to(next)} state={{ before: [...before, cursor ?? ''] }} icon={ChevronRight}>
          Next
        </LinkButton>
      )}
    </nav>
  )
}
