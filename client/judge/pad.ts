import { checkMark, type GivenValue, type MarkValue } from '#domain/mark.ts'
import { formatPoints, ofThousandths, parsePoints } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'

/** What the own number pad can send; the system keyboard never opens while marking. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | '-' | 'back' | 'clear'

export type PadAspect = Extract<Aspect, { kind: 'points' | 'difference' | 'range' | 'count' }>

export const isPadAspect = (aspect: Aspect): aspect is PadAspect =>
  aspect.kind === 'points' ||
  aspect.kind === 'difference' ||
  aspect.kind === 'range' ||
  (aspect.kind === 'count' && aspect.of > 12)

/** The same question where the answer must not narrow the type: small counts have keys of their own. */
export const usesPad = (aspect: Aspect): boolean => isPadAspect(aspect)

/** The text after a key; undefined where the key cannot lead to any value of the scale: then it is disabled (U6). */
export function typed(aspect: PadAspect, text: string, key: PadKey): string | undefined {
  if (key === 'clear') return text === '' ? undefined : ''
  if (key === 'back') return text === '' ? undefined : text.slice(0, -1)
  if (key === '00') {
    const once = typed(aspect, text, '0')
    return once === undefined || text === '' || text === '-' ? undefined : typed(aspect, once, '0')
  }
  const next = key === '.' && (text === '' || text === '-') ? `${text}0.` : text + key
  if (!/^-?(\d|[1-9]\d{0,8})(\.\d*)?$|^-$/.test(next)) return undefined
  return leadsSomewhere(aspect, next) ? next : undefined
}

/** Can more digits make a legal value of this text? */
function leadsSomewhere(aspect: PadAspect, text: string): boolean {
  const decimals = text.split('.')[1]
  if (decimals !== undefined && decimals.length > decimalsOf(aspect)) return false
  if (text.includes('.') && decimalsOf(aspect) === 0) return false
  const [low, high] = limitsOf(aspect)
  const negative = text.startsWith('-')
  if (negative && low !== null && low >= 0) return false
  if (text === '-') return true
  const size = Math.abs(Number(text))
  // More digits only make the size larger: by less than one unit of the last place once the point is set.
  const reach = decimals === undefined ? Number.POSITIVE_INFINITY : size + 10 ** -decimals.length
  const [least, most] = negative
    ? [high === null ? 0 : Math.max(0, -high), low === null ? Number.POSITIVE_INFINITY : -low]
    : [low === null ? 0 : Math.max(0, low), high ?? Number.POSITIVE_INFINITY]
  if (size > most || (reach <= least && size < least)) return false
  return aspect.kind !== 'points' || stepsTo(aspect, text)
}

function stepsTo(aspect: Extract<Aspect, { kind: 'points' }>, text: string): boolean {
  for (let points = aspect.min as number; points <= aspect.max; points += aspect.step) {
    const written = `${points < 0 ? '-' : ''}${Math.floor(Math.abs(points) / 1000)}.${String(Math.abs(points) % 1000).padStart(3, '0')}`
    if (written.startsWith(text)) return true
  }
  return false
}

function decimalsOf(aspect: PadAspect): number {
  switch (aspect.kind) {
    case 'count':
      return 0
    case 'points':
      return [1000, 100, 10, 1].findIndex((unit) => aspect.step % unit === 0 && aspect.min % unit === 0)
    default:
      return aspect.instrument.decimals
  }
}

function limitsOf(aspect: PadAspect): [number | null, number | null] {
  switch (aspect.kind) {
    case 'count':
      return [0, aspect.of]
    case 'points':
      return [aspect.min / 1000, aspect.max / 1000]
    default: {
      const { low, high } = aspect.instrument
      return [low === null ? null : Number(low), high === null ? null : Number(high)]
    }
  }
}

/** The mark that a text stands for; undefined where it is not (yet) a value of the scale. */
export function parsed(aspect: PadAspect, text: string): MarkValue | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined
  const value = markOf(aspect, text)
  return value && checkMark(aspect, value).ok ? value : undefined
}

function markOf(aspect: PadAspect, text: string): MarkValue | undefined {
  switch (aspect.kind) {
    case 'count':
      return { kind: 'count', done: Number(text) }
    case 'points': {
      const points = parsePoints(text)
      return points === undefined ? undefined : { kind: 'points', points }
    }
    default:
      return { kind: aspect.kind, reading: asDecimal(text) }
  }
}

/** A kept value as the pad shows it: readings keep the places of the instrument. */
export function shownOnPad(value: GivenValue | undefined): string {
  if (!value) return ''
  if (value.kind === 'count') return String(value.done)
  if (value.kind === 'points') return formatPoints(ofThousandths(value.points))
  return value.kind === 'difference' || value.kind === 'range' ? value.reading : ''
}

/** The limits that stand beside the reading: what can be typed. */
export const rangeOf = (aspect: PadAspect): { low: string; high: string } | undefined => {
  const [low, high] = limitsOf(aspect)
  if (low === null || high === null) return undefined
  const places = aspect.kind === 'points' ? 2 : decimalsOf(aspect)
  return { low: low.toFixed(places), high: high.toFixed(places) }
}
