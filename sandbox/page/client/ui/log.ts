import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** This close to its end, in px, somebody reads what is newest. */
const NEAR_END = 48

type Log = {
  /** Changes whenever there is more to see. */
  newest: unknown
  /** Changes when the reader has added something, which is shown wherever they were. */
  own?: unknown
}

/** Keeps a list at its newest line, unless somebody has scrolled back to read. */
export const useNewest = ({ newest, own }: Log): RefObject<HTMLDivElement | null> => {
  const ref = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const stay = (): void => {
    const element = ref.current
    if (element && atEnd.current) {
      element.scrollTop = element.scrollHeight
    }
  }

  useEffect(() => {
    const element = ref.current
    if (!element) {
      return undefined
    }
    const look = (): void => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
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
  }, [])

  useLayoutEffect(() => {
    atEnd.current = true
  }, [own])

  useLayoutEffect(stay, [newest, own])

  return ref
}
