import { useEffect, useState } from 'react'
import { SearchField } from '../../components/search-field.tsx'

interface Props {
  /** What the address says. */
  search: string
  onSearch: (search: string) => void
}

const pause = 200

/** A search as one types: asks after a pause, and follows the address where something else changed it. */
export function SearchBox({ search, onSearch }: Props) {
  const [text, setText] = useState(search)
  const [known, setKnown] = useState({ address: search, asked: search })
  if (search !== known.address) {
    setKnown({ ...known, address: search })
    // The answer to our own asking must not overwrite what was typed meanwhile.
    if (search !== known.asked) setText(search)
  }
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === search) return undefined
    const timer = setTimeout(() => {
      setKnown((now) => ({ ...now, asked: wanted }))
      onSearch(wanted)
    }, pause)
    return () => clearTimeout(timer)
  }, [wanted, search, onSearch])
  return <SearchField label="Search by name or e-mail" value={text} onChange={setText} />
}
