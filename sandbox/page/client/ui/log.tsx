import type { HTMLAttributes, TargetedEvent } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** This close to its end, in px, somebody reads what is newest. */
const NEAR_END = 48

type Props = Pick<HTMLAttributes<HTMLDivElement>, 'aria-live' | 'tabIndex' | 'onKeyDown' | 'children'> & {
  label: string
  /** Changes whenever there is more to see. */
  newest: unknown
  /** Changes when the reader has added something, which is shown wherever they were. */
  own?: unknown
}

/** A list that stays at its newest line, unless somebody has scrolled back to read. */
export const Log = ({ label, newest, own, tabIndex = 0, ...rest }: Props) => {
  const ref = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const look = ({ currentTarget: list }: TargetedEvent<HTMLElement>): void => {
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END
  }
  const stay = (): void => {
    if (atEnd.current) {
      ref.current?.scrollTo({ top: ref.current.scrollHeight })
    }
  }

  useEffect(() => {
    const resized = new ResizeObserver(stay)
    if (ref.current) {
      resized.observe(ref.current)
    }
    return () => resized.disconnect()
  }, [])

  useLayoutEffect(() => {
    atEnd.current = true
  }, [own])

  useLayoutEffect(stay, [newest, own])

  // A picture has its height only when it has come.
  const heard = { onScroll: look, onLoadCapture: stay }
  return <div {...rest} {...heard} class="scroll" ref={ref} role="log" aria-label={label} tabIndex={tabIndex} />
}
