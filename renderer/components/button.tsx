import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Link, type LinkProps } from 'react-router'

interface Looks {
  variant?: 'primary' | 'secondary' | 'danger' | 'quiet' | undefined
  /** `large` is the 40 px primary of a sign-in page. */
  size?: 'normal' | 'large' | undefined
  /** As wide as its surroundings. */
  wide?: boolean | undefined
  icon?: LucideIcon
}

function look({ variant = 'secondary', size = 'normal', wide = false }: Looks, bare: boolean): string {
  return [
    'button',
    `button--${variant}`,
    size === 'large' ? 'button--large' : '',
    wide ? 'button--wide' : '',
    bare ? 'button--icon' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

interface ButtonProps extends Looks, Omit<AriaButtonProps, 'children' | 'className'> {
  /** Shows that the act is under way and takes no second press meanwhile; focus stays. */
  isBusy?: boolean
  /** Leave out for a button of only an icon, and give `aria-label` instead. */
  children?: ReactNode
  className?: string
}

/** The one button. Acts are verbs; `danger` is for what cannot be taken back. */
export function Button(props: ButtonProps) {
  const { variant, size, wide, icon: Icon, isBusy = false, children, className = '', ...others } = props
  const { onPress, type, ...rest } = others
  // Not react-aria's `isPending`: it announces by naming elements that are gone when the page has moved on.
  const act = isBusy
    ? ({ type: 'button', 'aria-disabled': true } as const)
    : { ...(type && { type }), ...(onPress && { onPress }) }
  return (
    <AriaButton
      {...rest}
      {...act}
      className={`${look({ variant, size, wide }, children === undefined)} ${className}`}
    >
      {isBusy ? (
        <LoaderCircle size={16} aria-hidden className="button__spinner" />
      ) : (
        Icon && <Icon size={16} aria-hidden />
      )}
      {children}
    </AriaButton>
  )
}

interface LinkButtonProps extends Looks, Omit<LinkProps, 'className'> {
  children: ReactNode
}

/** A link inside the product that looks like a button. */
export function LinkButton({ variant, size, wide, icon: Icon, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={look({ variant, size, wide }, false)}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </Link>
  )
}
