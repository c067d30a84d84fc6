import { useEffect, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import type { User } from '../../../shared/contract/user.ts'
import { FieldParts } from '../../components/field-parts.tsx'
import { findPeople } from '../../stores/names.ts'

const pause = 200

interface Props {
  label: string
  onChoose: (id: string) => void
}

/** Finds a person as one types; who is chosen becomes a filter, and the field is free for another. */
export function PersonField({ label, onChoose }: Props) {
  const [text, setText] = useState('')
  const { people, isAsking } = useFound(text.trim())
  return (
    <ComboBox
      className="field"
      menuTrigger="input"
      allowsEmptyCollection={text !== ''}
      items={people}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => {
        if (key === null) return
        onChoose(String(key))
        setText('')
      }}
    >
      <FieldParts label={label}>
        <Input className="input" placeholder="Name or e-mail" spellCheck="false" />
      </FieldParts>
      <Popover className="popover" offset={4}>
        <ListBox
          className="options"
          renderEmptyState={() => <span className="option quiet">{isAsking ? 'Looking…' : 'Nobody'}</span>}
        >
          {({ id, displayName, email }: User) => (
            <ListBoxItem className="option" id={id} textValue={displayName}>
              <span className="audit-filter__person">
                {displayName}
                <small className="quiet">{email}</small>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

/** The first few whom these letters fit, a moment after the typing stops; those before stay meanwhile. */
function useFound(text: string): { people: User[]; isAsking: boolean } {
  const [found, setFound] = useState<{ text: string; people: User[] }>({ text: '', people: [] })
  useEffect(() => {
    if (text === '') return undefined
    let isCurrent = true
    const timer = setTimeout(() => {
      void findPeople(text).then((people) => {
        if (isCurrent) setFound({ text, people })
      })
    }, pause)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [text])
  return text === ''
    ? { people: [], isAsking: false }
    : { people: found.people, isAsking: found.text !== text }
}
