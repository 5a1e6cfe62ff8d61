import { checkMark, type GivenValue, type MarkValue } from '#domain/mark.ts'
import { formatPoints, ofThousandths, parsePoints } from '#domain/points.ts'
import { ceilingOf, type Decimal, floorOf, isDecimal, multiply, ofDecimal, whole } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'

/** What the own number pad can send; the system keyboard never opens while marking. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | '-' | 'back' | 'clear'

export type PadAspect = Extract<Aspect, { kind: 'points' | 'difference' | 'range' | 'count' }>

/** More digits than this before the point are no reading of any instrument. */
const MOST_DIGITS = 9

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
    const once = text === '' || text === '-' ? undefined : typed(aspect, text, '0')
    return once === undefined ? undefined : typed(aspect, once, '0')
  }
  if (key === '.' && !/^-?\d*$/.test(text)) return undefined
  const next = key === '.' && (text === '' || text === '-') ? `${text}0.` : text + key
  return leadsSomewhere(aspect, next) ? next : undefined
}

/** More signs than this are no figure that anybody meant. */
const MOST_SIGNS = 12

/**
 * The text after a key of a keypad, which cannot be disabled: what leads to no value stays to be seen, and cannot be
 * entered. A sign left out in silence would make another figure of it.
 */
export function keyed(text: string, key: PadKey): string {
  if (key === 'clear') return ''
  if (key === 'back') return text.slice(0, -1)
  return text.length < MOST_SIGNS ? text + key : text
}

/** Is this text, as far as it goes, on the way to a value of the scale? */
export const isOnTheWay = (aspect: PadAspect, text: string): boolean => text === '' || leadsSomewhere(aspect, text)

/** Is there a value of the scale that is written with this text, or begins with it? */
function leadsSomewhere(aspect: PadAspect, text: string): boolean {
  const match = /^(-?)(0|[1-9]\d*|)(?:(\.)(\d*))?$/.exec(text)
  if (!match) return false
  const [, sign, digits = '', point = '', fraction = ''] = match
  const scale = scaleOf(aspect)
  if (digits === '')
    return sign === '-' && point === '' && hasValue(scale, sign, 1n, 10n ** BigInt(MOST_DIGITS + scale.places) - 1n)
  if (digits.length > MOST_DIGITS || fraction.length > scale.places || (point !== '' && scale.places === 0))
    return false
  const written = BigInt(digits + fraction)
  // Every number that begins with this text lies in one of these stretches, counted in units of the last place.
  const open = scale.places - fraction.length
  const most = point === '' && written !== 0n ? open + MOST_DIGITS - digits.length : open
  for (let more = open; more <= most; more++) {
    const unit = 10n ** BigInt(more)
    if (hasValue(scale, sign ?? '', written * unit, written * unit + unit - 1n)) return true
  }
  return false
}

/** The scale in units of its last place: from `low` in steps of `step`, up to `high`; null where it is open. */
interface Scale {
  readonly places: number
  readonly low: bigint | null
  readonly high: bigint | null
  readonly step: bigint
}

/** Does a value of the scale lie between these sizes, on this side of nought? */
function hasValue({ low, high, step }: Scale, sign: string, least: bigint, most: bigint): boolean {
  let [from, to] = sign === '-' ? [-most, -(least === 0n ? 1n : least)] : [least, most]
  if (low !== null && from < low) from = low
  if (high !== null && to > high) to = high
  if (low !== null && step !== 1n) from = low + ((from - low + step - 1n) / step) * step
  return from <= to
}

function scaleOf(aspect: PadAspect): Scale {
  switch (aspect.kind) {
    case 'count':
      return { places: 0, low: 0n, high: BigInt(aspect.of), step: 1n }
    case 'points': {
      const places = [1000, 100, 10, 1].findIndex((unit) => aspect.step % unit === 0 && aspect.min % unit === 0)
      const unit = 10n ** BigInt(3 - places)
      const high = BigInt(aspect.max) / unit - (aspect.max < 0 && BigInt(aspect.max) % unit !== 0n ? 1n : 0n)
      return { places, low: BigInt(aspect.min) / unit, high, step: BigInt(aspect.step) / unit }
    }
    default: {
      const { low, high, decimals } = aspect.instrument
      const inUnits = (end: Decimal) => multiply(ofDecimal(end), whole(10 ** decimals))
      return {
        places: decimals,
        low: low === null ? null : ceilingOf(inUnits(low)),
        high: high === null ? null : floorOf(inUnits(high)),
        step: 1n,
      }
    }
  }
}

/** The mark that a text stands for; undefined where it is not (yet) a value of the scale. */
export function parsed(aspect: PadAspect, text: string): MarkValue | undefined {
  if (!isDecimal(text) || /^-0(\.0*)?$/.test(text)) return undefined
  const value = markOf(aspect, text)
  return value && checkMark(aspect, value).ok ? value : undefined
}

function markOf(aspect: PadAspect, text: Decimal): MarkValue | undefined {
  switch (aspect.kind) {
    case 'count':
      return { kind: 'count', done: Number(text) }
    case 'points': {
      const points = parsePoints(text)
      return points === undefined ? undefined : { kind: 'points', points }
    }
    default:
      return { kind: aspect.kind, reading: text }
  }
}

/** A kept value as the pad shows it: readings keep the places of the instrument. */
export function shownOnPad(value: GivenValue | undefined): string {
  if (!value) return ''
  if (value.kind === 'count') return String(value.done)
  if (value.kind === 'points') return formatPoints(ofThousandths(value.points))
  return value.kind === 'difference' || value.kind === 'range' ? value.reading : ''
}

/** A kept value as the backspace takes it up: no more places than the scale has. */
export const editable = (aspect: PadAspect, value: GivenValue | undefined): string =>
  value?.kind === 'points' ? (value.points / 1000).toFixed(scaleOf(aspect).places) : shownOnPad(value)

/** May anything below nought be typed? Then the pad has a sign key. */
export const mayBeNegative = (aspect: PadAspect): boolean => typed(aspect, '', '-') !== undefined

/** "0.50": the step of a scale that is not as fine as its places; undefined where every figure counts. */
export const stepOf = (aspect: Aspect): string | undefined =>
  aspect.kind === 'points' && ![1, 10, 100, 1000].includes(aspect.step) ? formatPoints(aspect.step) : undefined

/** The limits that stand beside the reading: what can be typed. */
export const rangeOf = (aspect: PadAspect): { low: string; high: string } | undefined => {
  const { places, low, high } = scaleOf(aspect)
  if (low === null || high === null) return undefined
  const written = (n: bigint) => {
    const value = Number(n) / 10 ** places
    return value.toFixed(aspect.kind === 'points' ? Math.max(2, places) : places)
  }
  return { low: written(low), high: written(high) }
}
