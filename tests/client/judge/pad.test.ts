import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AspectId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { checkMark, type MarkValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'
import { choiceRow, typeChoice } from '../../../client/judge/choice.ts'
import { isOnTheWay, keyed, type PadAspect, type PadKey, parsed, shownOnPad, typed } from '../../../client/judge/pad.ts'
import { scaleOf, shortest } from '../../../client/judge/scale.ts'

const facts = {
  id: asId<AspectId>('C2.3'),
  name: '',
  notes: [],
  requirement: '',
  section: null,
  max: ofThousandths(10_000),
}
const KEYS: readonly PadKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '-', '00']

const decimal = (thousandths: number, places: number) => (thousandths / 10 ** places).toFixed(places)

type Measured = Extract<PadAspect, { kind: 'points' | 'count' | 'range' | 'difference' }>

const reading: fc.Arbitrary<Measured> = fc
  .record({
    decimals: fc.nat(3),
    low: fc.option(fc.integer({ min: -20_000, max: 20_000 })),
    span: fc.option(fc.nat(30_000)),
  })
  .map(({ decimals, low, span }) => {
    const high = span === null ? null : (low ?? -5000) + span
    const end = (n: number | null) =>
      n === null ? null : asDecimal(decimal(n, decimals).replace(/^-(0(\.0*)?)$/, '$1'))
    const instrument = { unit: 'mm', decimals, low: end(low), high: end(high) }
    return { ...facts, kind: 'range', target: asDecimal('0'), bands: [], instrument } as unknown as Measured
  })

const points: fc.Arbitrary<Measured> = fc
  .record({
    min: fc.integer({ min: -3, max: 3 }),
    steps: fc.integer({ min: 1, max: 40 }),
    step: fc.constantFrom(1000, 500, 250, 100, 50, 10, 5, 1),
    odd: fc.nat(4),
  })
  .map(({ min, steps, step, odd }) => {
    const least = min * step
    const max = ofThousandths(least + steps * step + Math.min(odd, step - 1))
    return { ...facts, kind: 'points', min: ofThousandths(least), max, step: ofThousandths(step) } as Measured
  })

const count: fc.Arbitrary<Measured> = fc
  .integer({ min: 13, max: 3000 })
  .map((of) => ({ ...facts, kind: 'count', of }) as Measured)

const grade: fc.Arbitrary<PadAspect> = fc
  .record({
    places: fc.nat(3),
    low: fc.integer({ min: -50, max: 50 }),
    step: fc.integer({ min: 1, max: 60 }),
    n: fc.nat(300),
  })
  .map(({ places, low, step, n }) => {
    const [from, to, by] = [low, low + n * step, step].map((units) => asDecimal(shortest(decimal(units, places))))
    return { ...facts, kind: 'scaled', low: from, high: to, step: by, factor: asDecimal('1') } as PadAspect
  })

const listed: fc.Arbitrary<PadAspect> = fc
  .nat(200_000)
  .map((max) => ({ ...facts, kind: 'imported', source: '', max: ofThousandths(max) }) as PadAspect)

const time: PadAspect = {
  ...facts,
  kind: 'timed',
  limit: 180_000,
  start: ofThousandths(10_000),
  floor: ofThousandths(0),
  stop: null,
  over: null,
  bonus: null,
}

const measured = fc.oneof(reading, points, count)
const padAspect = fc.oneof(measured, grade, listed, fc.constant(time))

/** Is there a way on from this text to a value of the scale? */
function hasWayOn(aspect: PadAspect, text: string, keys = 16): boolean {
  if (parsed(aspect, text)) return true
  if (keys === 0) return false
  return KEYS.some((key) => {
    const next = key === '00' ? undefined : typed(aspect, text, key)
    return next !== undefined && next.length > text.length && hasWayOn(aspect, next, keys - 1)
  })
}

/** Every text that a value of the scale is written as: with all its places, and without its last noughts. */
function legalTexts(aspect: Measured, pick: number): string[] {
  const places = aspect.kind === 'points' ? 3 : aspect.kind === 'count' ? 0 : aspect.instrument.decimals
  const text = (() => {
    if (aspect.kind === 'count') return String(pick % (aspect.of + 1))
    if (aspect.kind === 'points') {
      const n = pick % (Math.floor((aspect.max - aspect.min) / aspect.step) + 1)
      return decimal(aspect.min + n * aspect.step, 3)
    }
    const { low, high, decimals } = aspect.instrument
    const from =
      low === null
        ? high === null
          ? 0
          : Math.round(Number(high) * 10 ** decimals) - 500
        : Math.round(Number(low) * 10 ** decimals)
    const to = high === null ? from + 500 : Math.round(Number(high) * 10 ** decimals)
    return decimal(from + (pick % (to - from + 1)), decimals)
  })()
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return (aspect.kind === 'points' || places === 0 ? [short] : [text, short]).map((one) =>
    /^-0?$/.test(one) ? '0' : one,
  )
}

describe('the number pad', () => {
  it('never offers a key that leads to no value of the scale, and never enters one that is off it', () => {
    fc.assert(
      fc.property(padAspect, fc.array(fc.nat(KEYS.length), { maxLength: 14 }), (aspect, presses) => {
        let text = ''
        for (const at of presses) {
          const next = typed(aspect, text, KEYS[at] ?? 'back')
          if (next === undefined) continue
          text = next
          expect([text, hasWayOn(aspect, text)]).toEqual([text, true])
          const value = parsed(aspect, text)
          if (value) expect(checkMark(aspect, value).ok).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('can type every value of the scale', () => {
    fc.assert(
      fc.property(measured, fc.nat(), (aspect, pick) => {
        for (const wanted of legalTexts(aspect, pick)) {
          let text = ''
          for (const key of wanted) text = typed(aspect, text, key as PadKey) ?? `${text}(no ${key})`
          expect(text).toBe(wanted)
          expect(parsed(aspect, text)).toBeDefined()
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('can type every grade of a scale, every number up to a maximum and every hundredth of a second', () => {
    const reach = (aspect: PadAspect, keys: string) => {
      let text = ''
      for (const key of keys) text = typed(aspect, text, key as PadKey) ?? `${text}(no ${key})`
      return parsed(aspect, text)
    }
    fc.assert(
      fc.property(grade, fc.nat(), (aspect, pick) => {
        if (aspect.kind !== 'scaled') return
        const { places, low, high, step } = scaleOf(aspect)
        const steps = Number((high! - low!) / step)
        const wanted = shortest(decimal(Number(low! + BigInt(pick % (steps + 1)) * step), places))
        expect(reach(aspect, wanted)).toEqual({ kind: 'scaled', grade: wanted })
      }),
    )
    fc.assert(
      fc.property(listed, fc.nat(), (aspect, pick) => {
        const points = pick % (aspect.max + 1)
        expect(reach(aspect, shortest(decimal(points, 3)))).toEqual({ kind: 'imported', points })
      }),
    )
    fc.assert(
      fc.property(fc.nat(7 * 24 * 360_000), (hundredths) => {
        const value = { kind: 'timed', time: hundredths * 10 } as const
        expect(reach(time, shownOnPad(value))).toEqual(value)
      }),
    )
  })

  it('has no sign key where nothing can be below nought', () => {
    const scale = (low: string) =>
      ({
        ...facts,
        kind: 'range',
        target: '0',
        bands: [],
        instrument: { unit: 'V', decimals: 1, low, high: '5' },
      }) as never
    expect(typed(scale('0'), '', '-')).toBeUndefined()
    expect(typed(scale('-0.5'), '', '-')).toBe('-')
    expect(parsed(scale('-0.5'), '-0.0')).toBeUndefined()
  })
})

describe('digits of a keypad on a row of keys', () => {
  const rows: Aspect[] = [
    { ...facts, kind: 'pass-fail' },
    { ...facts, kind: 'veto', target: 'part' },
    { ...facts, kind: 'judgement', levels: ['', '', '', ''] },
    ...[1, 4, 9, 10, 11, 12].map((of) => ({ ...facts, kind: 'count', of })),
    ...[2, 9, 10, 14].map((n) => ({
      ...facts,
      kind: 'choice',
      min: 0,
      options: Array.from({ length: n }, () => ({ label: '', worth: { points: 0 } })),
    })),
  ] as unknown as Aspect[]

  it('reach every key of the row and nothing else', () => {
    for (const aspect of rows) {
      const row = choiceRow(aspect)!
      const reached = new Set<string>()
      const walk = (before: string) => {
        for (const digit of '0123456789') {
          const result = typeChoice(row, before, digit)
          if (!result) continue
          const n = 'done' in result ? result.done : Number(result.open) // Enter ends what is open
          const value: MarkValue = row.valueOf(n)
          expect(checkMark(aspect, value).ok).toBe(true)
          reached.add(JSON.stringify(value))
          if ('open' in result) walk(result.open)
        }
      }
      walk('')
      expect(reached.size).toBe(row.to - row.from + 1)
    }
  })

  it('that may go on to a second one wait for it: 10 of 12 is not 1 and then a nought on the next aspect', () => {
    const row = choiceRow({ ...facts, kind: 'count', of: 12 } as unknown as Aspect)!
    expect(typeChoice(row, '', '1')).toEqual({ open: '1' })
    expect(typeChoice(row, '1', '0')).toEqual({ done: 10 })
    expect(typeChoice(row, '', '2')).toEqual({ done: 2 })
    expect(typeChoice(row, '1', '3')).toBeUndefined()
  })
})

describe('a keypad, whose keys cannot be disabled', () => {
  it('leaves no sign out in silence: what leads nowhere is seen, and no other figure comes of it', () => {
    fc.assert(
      fc.property(
        padAspect,
        fc.array(fc.constantFrom(...KEYS.filter((key) => key !== '00')), { maxLength: 10 }),
        (aspect, keys) => {
          const text = keys.reduce<string>((before, key) => typed(aspect, before, key) ?? keyed(before, key), '')
          const pressed = keys.join('')
          expect(text.replace(/^(-?)0\./, '$1.')).toBe(pressed.replace(/^(-?)0\./, '$1.'))
        },
      ),
    )
  })

  it('keeps 35.0 on a scale up to 20 as 35.0, not as 3.0, and 8.25 in steps of a half as 8.25', () => {
    const ohm = {
      ...facts,
      kind: 'range',
      target: asDecimal('0'),
      bands: [],
      instrument: { unit: 'Ω', decimals: 1, low: asDecimal('0'), high: asDecimal('20') },
    } as unknown as PadAspect
    const half = {
      ...facts,
      kind: 'points',
      min: ofThousandths(0),
      max: ofThousandths(10_000),
      step: ofThousandths(500),
    } as PadAspect
    for (const [aspect, keys] of [
      [ohm, '35.0'],
      [half, '8.25'],
    ] as const) {
      const text = [...keys].reduce(
        (before, key) => typed(aspect, before, key as PadKey) ?? keyed(before, key as PadKey),
        '',
      )
      expect([text, parsed(aspect, text), isOnTheWay(aspect, text)]).toEqual([keys, undefined, false])
    }
  })
})
