import { type RefObject, useEffect, useRef } from 'react'

/** Whenever `errors` change, focus goes to the first field of the form that has one. */
export function useInvalidFocus(errors: Record<string, string>): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [errors])
  return form
}
