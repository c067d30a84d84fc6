import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Link, type LinkProps } from 'react-router'

interface Looks {
  variant?: 'primary' | 'secondary' | 'danger' | 'quiet'
  /** `large` is the 40 px primary of a sign-in page. */
  size?: 'normal' | 'large'
  /** As wide as its surroundings. */
  wide?: boolean
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
  const { variant, size, wide, icon: Icon, isBusy = false, children, className = '', ...rest } = props
  const looks = { ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) }
  return (
    <AriaButton
      {...rest}
      isPending={isBusy}
      className={`${look(looks, children === undefined)} ${className}`}
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
  const looks = { ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) }
  return (
    <Link {...rest} className={look(looks, false)}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </Link>
  )
}
