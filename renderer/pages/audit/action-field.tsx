import { Check, ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { auditAction, type AuditAction } from '../../../shared/contract/activity.ts'
import { FieldParts } from '../../components/field-parts.tsx'
import { actionGroups } from '../../lib/action-words.ts'

const any = 'any'

interface Props {
  value: AuditAction | undefined
  onChange: (action: AuditAction | undefined) => void
}

/** One kind of entry, by what it is about; typing jumps to it. */
export function ActionField({ value, onChange }: Props) {
  return (
    <Select
      className="field"
      value={value ?? any}
      onChange={(key) => onChange(auditAction.safeParse(key).data)}
    >
      <FieldParts label="What happened">
        <Button className="input select__button">
          <SelectValue />
          <ChevronDown size={16} aria-hidden />
        </Button>
      </FieldParts>
      <Popover className="popover" offset={4}>
        <ListBox className="options">
          <Option id={any}>Anything</Option>
          {actionGroups.map(({ title, actions }) => (
            <ListBoxSection key={title} id={title}>
              <Header className="filters__heading">{title}</Header>
              {Object.entries(actions).map(([action, words]) => (
                <Option key={action} id={action}>
                  {words}
                </Option>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}

function Option({ id, children }: { id: string; children: string }) {
  return (
    <ListBoxItem className="option" id={id} textValue={children}>
      {({ isSelected }) => (
        <>
          {children}
          {isSelected && <Check size={16} aria-hidden className="option__tick" />}
        </>
      )}
    </ListBoxItem>
  )
}
