import { parsePoints } from '#domain/points.ts'
import { type Decimal, divide, isDecimal, ofDecimal, whole, writtenOut } from '#domain/rational.ts'

/** As hands type it: full-width digits, a comma for the point, spaces around. */
const plain = (text: string): string => text.normalize('NFKC').replace(',', '.').replace(/\s/g, '')

export const pointsIn = (text: string) => parsePoints(plain(text))

export const decimalIn = (text: string): Decimal | undefined => {
  const typed = plain(text)
  return isDecimal(typed) ? typed : undefined
}

/** "50" and "50 %" alike, where a field counts in hundredths. */
export const percentIn = (text: string): Decimal | undefined => decimalIn(plain(text).replace(/%$/, ''))

/** "0.3", and "30 %" for the same. */
export function shareIn(text: string): Decimal | undefined {
  if (!plain(text).endsWith('%')) return decimalIn(text)
  const hundredths = percentIn(text)
  return hundredths && decimalIn(writtenOut(divide(ofDecimal(hundredths), whole(100))))
}

export const wholeIn = (text: string): number | undefined =>
  /^\d{1,6}$/.test(plain(text)) ? Number(plain(text)) : undefined

/** What keeps a text from being a whole number within bounds. */
export function wholeFault(text: string, least: number, most: number): 'whole' | 'least' | 'most' | undefined {
  const typed = plain(text)
  if (!/^[-−]?\d+$/.test(typed)) return 'whole'
  const n = Number(typed.replace('−', '-'))
  if (n < least) return 'least'
  return n > most ? 'most' : undefined
}

/** "90:00", "1:30:00", "4:05.5" in whole milliseconds. */
export function timeIn(text: string): number | undefined {
  const found = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:\.(\d{1,3}))?$/.exec(plain(text))
  if (!found) return undefined
  const [, hours = '0', minutes = '0', seconds = '0', rest = ''] = found
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(rest.padEnd(3, '0'))
}

/** "90:00"; tenths only where there are any. */
export function timeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const rest = milliseconds % 1000
  const two = (n: number) => String(n).padStart(2, '0')
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}${fraction}`
}

/** "14:21" of today, "05-12 09:30" of another day. */
export function momentText(at: number, now: number): string {
  const [day, today] = [new Date(at), new Date(now)]
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(day.getHours())}:${two(day.getMinutes())}`
  const isToday = day.toDateString() === today.toDateString()
  return isToday ? time : `${two(day.getMonth() + 1)}-${two(day.getDate())} ${time}`
}
