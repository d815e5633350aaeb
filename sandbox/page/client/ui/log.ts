import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** This close to its end, in px, somebody reads what is newest. */
const NEAR_END = 48

const toEnd = (element: HTMLElement): void => {
  element.scrollTop = element.scrollHeight
}

/**
 * Keeps a list at its newest line, unless somebody has scrolled back to read.
 * @param length changes when there is more to see
 * @param key another list, which begins at its end
 */
export const useNewest = (length: number, key: string = ''): RefObject<HTMLDivElement | null> => {
  const ref = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)

  useEffect(() => {
    const element = ref.current
    if (!element) {
      return undefined
    }
    const look = (): void => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
    }
    const stay = (): void => {
      if (atEnd.current) {
        toEnd(element)
      }
    }
    const resized = new ResizeObserver(stay)
    resized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    // A picture has its height only when it has come.
    element.addEventListener('load', stay, { capture: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', look)
      element.removeEventListener('load', stay, { capture: true })
    }
  }, [key])

  useLayoutEffect(() => {
    atEnd.current = true
  }, [key])

  useLayoutEffect(() => {
    if (ref.current && atEnd.current) {
      toEnd(ref.current)
    }
  }, [length, key])

  return ref
}
