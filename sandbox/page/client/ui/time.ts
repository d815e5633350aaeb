import { useEffect, useState } from 'preact/hooks'

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const exactClock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** Hours and minutes of a moment in epoch ms. */
export const timeOf = (at: number): string => clock.format(at)

/** With seconds. */
export const exactTimeOf = (at: number): string => exactClock.format(at)

/** A duration as `m:ss`. */
export const minutesOf = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The present moment, anew each second while it matters. */
export const useNow = (matters: boolean): number => {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!matters) {
      return undefined
    }
    setNow(Date.now())
    const timer = window.setInterval(() => setNow(Date.now()), 1_000)
    return () => window.clearInterval(timer)
  }, [matters])
  return now
}
