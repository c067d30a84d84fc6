import { initials } from '../lib/format.ts'

interface AvatarProps {
  name: string
  size?: 'small' | 'normal' | 'large'
}

/** A person's initials in a circle; the name itself stands beside it. */
export function Avatar({ name, size = 'normal' }: AvatarProps) {
  return (
    <span className={`avatar avatar--${size}`} aria-hidden>
      {initials(name)}
    </span>
  )
}
