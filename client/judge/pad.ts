import { checkMark, type GivenValue, type MarkValue } from '#domain/mark.ts'
import { formatPoints, noPoints, ofThousandths, parsePoints } from '#domain/points.ts'
import { type Decimal, isDecimal } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'
import { clockFigure, digitsOf, leadsToTime, timeTyped } from './clock.ts'
import { gradesOf, hasValue, type ScaleAspect, scaleOf, shortest } from './scale.ts'

/** What the own number pad can send; the system keyboard never opens while marking. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | '-' | 'back' | 'clear'

export type PadAspect = ScaleAspect | Extract<Aspect, { kind: 'timed' }>

/** More digits than this before the point are no reading of any instrument. */
const MOST_DIGITS = 9

/** Typed as a figure, on the own pad or on a keypad. */
export const isPadAspect = (aspect: Aspect): aspect is PadAspect =>
  ['points', 'difference', 'range', 'imported', 'scaled', 'timed'].includes(aspect.kind) ||
  (aspect.kind === 'count' && aspect.of > 12)

/** The same question where the answer must not narrow the type: small counts have keys of their own. */
export const isTyped = (aspect: Aspect): boolean => isPadAspect(aspect)

/** Its card has a pad. A grade of few steps has a row of keys, and is typed on a keypad all the same. */
export const usesPad = (aspect: Aspect): boolean =>
  isPadAspect(aspect) && !(aspect.kind === 'scaled' && gradesOf(aspect) !== undefined)

/** What was begun on it has to be entered or taken away before the sheet is signed: a figure, or a veto asked about. */
export const waitsForEnter = (aspect: Aspect): boolean => usesPad(aspect) || aspect.kind === 'veto'

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
  if (aspect.kind === 'timed') return leadsToTime(text)
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

const GROWING: readonly PadKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.']

/** A value of the scale that no further key can make another one of. */
export const isFinished = (aspect: PadAspect, text: string): boolean =>
  parsed(aspect, text) !== undefined && GROWING.every((key) => typed(aspect, text, key) === undefined)

/** The mark that a text stands for; undefined where it is not (yet) a value of the scale. */
export function parsed(aspect: PadAspect, text: string): MarkValue | undefined {
  const value = aspect.kind === 'timed' ? timeOf(text) : numberOf(aspect, text)
  return value && checkMark(aspect, value).ok ? value : undefined
}

function timeOf(text: string): MarkValue | undefined {
  const time = timeTyped(text)
  return time === undefined ? undefined : { kind: 'timed', time }
}

function numberOf(aspect: ScaleAspect, text: string): MarkValue | undefined {
  if (!isDecimal(text) || /^-0(\.0*)?$/.test(text)) return undefined
  switch (aspect.kind) {
    case 'count':
      return { kind: 'count', done: Number(text) }
    case 'points':
    case 'imported': {
      const points = parsePoints(text)
      return points === undefined ? undefined : { kind: aspect.kind, points }
    }
    case 'scaled':
      return { kind: 'scaled', grade: shortest(text) }
    default:
      return { kind: aspect.kind, reading: text as Decimal }
  }
}

/** A kept value as it would be typed: readings keep the places of the instrument. */
export function shownOnPad(value: GivenValue | undefined): string {
  switch (value?.kind) {
    case 'count':
      return String(value.done)
    case 'points':
    case 'imported':
      return formatPoints(ofThousandths(value.points))
    case 'difference':
    case 'range':
      return value.reading
    case 'scaled':
      return value.grade
    case 'timed':
      return digitsOf(value.time)
    default:
      return ''
  }
}

/** A kept value as the backspace takes it up: no more places than the scale has. */
export const editable = (aspect: PadAspect, value: GivenValue | undefined): string =>
  value?.kind === 'points' && aspect.kind === 'points'
    ? (value.points / 1000).toFixed(scaleOf(aspect).places)
    : shownOnPad(value)

/** The figure as the eye reads it: a time as a clock, with the true minus sign where there is one. */
export const figureOf = (aspect: Aspect, text: string): string =>
  aspect.kind === 'timed' && text !== '' ? clockFigure(text) : text.replace(/-/g, '−')

/** May anything below nought be typed? Then the pad has a sign key. */
export const mayBeNegative = (aspect: PadAspect): boolean => typed(aspect, '', '-') !== undefined

/** "0.50": the step of a scale that is not as fine as its places; undefined where every figure counts. */
export function stepOf(aspect: Aspect): string | undefined {
  if (aspect.kind === 'scaled') return aspect.step
  return aspect.kind === 'points' && ![1, 10, 100, 1000].includes(aspect.step) ? formatPoints(aspect.step) : undefined
}

/** The limits that stand beside the figure: what can be typed. */
export const rangeOf = (aspect: PadAspect): { low: string; high: string } | undefined => {
  if (aspect.kind === 'timed') return undefined
  if (aspect.kind === 'imported') return { low: formatPoints(noPoints), high: formatPoints(aspect.max) }
  const { places, low, high } = scaleOf(aspect)
  if (low === null || high === null) return undefined
  const written = (n: bigint) => {
    const value = Number(n) / 10 ** places
    return value.toFixed(aspect.kind === 'points' ? Math.max(2, places) : places)
  }
  return { low: written(low), high: written(high) }
}
