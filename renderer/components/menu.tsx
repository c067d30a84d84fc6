import { Ellipsis, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Button } from './button.tsx'

interface MenuProps {
  /** What the acts are about: "More about Windows Hello on DESK-42". */
  label: string
  icon?: LucideIcon
  isDisabled?: boolean
  /** `MenuItem`s. */
  children: ReactNode
}

/** A ⋯ button with a menu of acts. */
export function Menu({ label, icon = Ellipsis, isDisabled = false, children }: MenuProps) {
  return (
    <MenuTrigger>
      <Button variant="quiet" icon={icon} aria-label={label} isDisabled={isDisabled} />
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu className="options">{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

interface MenuItemProps {
  onAction: () => void
  icon?: LucideIcon
  /** For acts that cannot be taken back. */
  isDanger?: boolean
  isDisabled?: boolean
  children: string
}

/** One act of a menu. */
export function MenuItem({
  onAction,
  icon: Icon,
  isDanger = false,
  isDisabled = false,
  children,
}: MenuItemProps) {
  return (
    <AriaMenuItem
      className={isDanger ? 'option option--danger' : 'option'}
      textValue={children}
      onAction={onAction}
      isDisabled={isDisabled}
    >
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </AriaMenuItem>
  )
}
