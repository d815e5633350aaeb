import type { HTMLAttributes } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

type Props = Pick<HTMLAttributes<HTMLDivElement>, 'aria-live' | 'tabIndex' | 'onKeyDown' | 'children'> & {
  label: string
  /** Changes when the reader has added something, which is shown wherever they were. */
  own?: string | undefined
}

/** A list that stays at its newest line, unless somebody has scrolled back to read. */
export const Log = ({ label, own, tabIndex = 0, ...rest }: Props) => {
  const ref = useRef<HTMLDivElement>(null)
  // It is laid out from its end, which is at 0.
  useLayoutEffect(() => ref.current?.scrollTo({ top: 0 }), [own])
  return <div {...rest} class="scroll newest" ref={ref} role="log" aria-label={label} tabIndex={tabIndex} />
}
