import { type RefObject, useEffect, useRef } from 'react'

/** Whenever `errors` change, focus goes to the first field in the element that has one. */
export function useInvalidFocus<E extends HTMLElement = HTMLFormElement>(
  errors: object,
): RefObject<E | null> {
  const form = useRef<E>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [errors])
  return form
}
