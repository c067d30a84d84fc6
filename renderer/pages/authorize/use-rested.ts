import { useEffect, useState } from 'react'

const aSecond = 1000

/**
 * True once the page has been in front for a second: a click that was meant for what lay over it must not be an answer
 * to a question nobody has read.
 */
export function useRested(): boolean {
  const [isRested, setRested] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      setRested(false)
      timer = setTimeout(() => setRested(true), aSecond)
    }
    wait()
    window.addEventListener('focus', wait)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('focus', wait)
    }
  }, [])
  return isRested
}
