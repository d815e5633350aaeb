const STYLE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const clock = new Intl.DateTimeFormat(undefined, STYLE)
const exactClock = new Intl.DateTimeFormat(undefined, { ...STYLE, second: '2-digit' })

/** Hours and minutes of a moment in epoch ms. */
export const timeOf = (at: number): string => clock.format(at)

export const exactTimeOf = (at: number): string => exactClock.format(at)
