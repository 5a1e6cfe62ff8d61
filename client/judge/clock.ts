import type { Milliseconds } from '#domain/rubric.ts'

/** Nobody reads a clock for longer than a week: 10080:00. */
const MOST_MINUTES = 7 * 24 * 60
const MOST_DIGITS = 7

/** The clock as digits say it, which fill from the right: "3" is 0:03, "321" is 3:21, "0321.4" is 03:21.4. */
const PARTS = /^(\d*?)(\d{1,2})(?:(\.)(\d{0,3}))?$/

/** The time that digits stand for; undefined where they are none: no clock shows 0:75. */
export function timeTyped(text: string): Milliseconds | undefined {
  const [, minutes = '', seconds, , rest = ''] = PARTS.exec(text) ?? []
  if (seconds === undefined || Number(seconds) > 59) return undefined
  const time = Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(rest.padEnd(3, '0'))
  return time <= MOST_MINUTES * 60_000 ? time : undefined
}

/** A point follows whole seconds, hundredths follow the point; two more digits may still make minutes of 75 seconds. */
export function leadsToTime(text: string): boolean {
  if (text.includes('.')) return /\.\d{0,2}$/.test(text) && timeTyped(text) !== undefined
  return ['', '0', '00'].some(
    (more) => text.length + more.length <= MOST_DIGITS && timeTyped(text + more) !== undefined,
  )
}

/** More seconds than a minute has: so it cannot be entered. */
export const isPastMinute = (text: string): boolean => Number(PARTS.exec(text)?.[2] ?? 0) > 59

/** What is being typed, as a clock: "321.4" is "3:21.4". Whatever is no time stays as it is. */
export function clockFigure(text: string): string {
  const [, minutes = '', seconds, point = '', rest = ''] = PARTS.exec(text) ?? []
  return seconds === undefined ? text : `${minutes || '0'}:${seconds.padStart(2, '0')}${point}${rest}`
}

/** The digits that a time is typed with: 3:21.45 is "321.45". */
export function digitsOf(time: Milliseconds): string {
  const rest = time % 1000
  const whole = Math.floor(time / 60_000) * 100 + (Math.floor(time / 1000) % 60)
  if (rest === 0) return String(whole)
  return `${whole}.${String(rest).padStart(3, '0').replace(/0$/, '')}`
}

/** "3:21", and with hundredths where there are any: "3:21.50". */
export const clockTime = (time: Milliseconds): string => clockFigure(digitsOf(time))
