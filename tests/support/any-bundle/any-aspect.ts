import fc from 'fast-check'

/** Plain JSON, as a bundle holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }
export type MarkValue = { readonly kind: string; readonly [key: string]: Json }

/** An aspect without its id, and the few values that seats choose from: few, so that ties and halves are common. */
export interface AspectPlan {
  readonly body: { readonly kind: string; readonly [key: string]: Json }
  readonly values: readonly MarkValue[]
  /** Whole thousandths; 0 is a pure penalty or a veto. */
  readonly max: number
  /** What an attempt's table must say something for. */
  readonly grades: readonly number[]
}

/** Whole thousandths as the decimal string of a bundle. */
export function say(thousandths: number): string {
  const size = Math.abs(thousandths)
  const fraction = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${thousandths < 0 ? '-' : ''}${Math.trunc(size / 1000)}${fraction && `.${fraction}`}`
}

/** Drawn by weight; a failing bundle shrinks to the first, which is the simplest. */
const towardsFirst = { withCrossShrink: true }
export const often = <T>(...weighted: readonly (readonly [number, T])[]): fc.Arbitrary<T> =>
  fc.oneof(towardsFirst, ...weighted.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

/** Null so often for each time that it stands. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>, absent = 3): fc.Arbitrary<T | null> =>
  fc.oneof(towardsFirst, { weight: 2 * absent, arbitrary: fc.constant(null) }, { weight: 2, arbitrary })

const maximum = fc.constantFrom(1000, 2000, 500, 3000, 250, 10_000, 125)
/** On the steps, between them, at their very bounds, and far off. */
const OFFSETS = [0, 1000, -1000, 500, -500, 1500, -2000, 3000, 250, -10_000]

const plan = (
  body: AspectPlan['body'],
  max: number,
  values: readonly MarkValue[],
  grades: readonly number[] = [],
): AspectPlan => ({ body, max, values, grades })

const deduction = fc.oneof(
  fc.record({ deduct: fc.constantFrom('1', '0.5', '0.25', '0'), in: fc.constant('points') }),
  fc.record({ deduct: fc.constantFrom('50', '25', '33.3', '12.5', '100'), in: fc.constant('percent') }),
)

const passFail = maximum.map((max) =>
  plan({ kind: 'pass-fail', max: say(max) }, max, [
    { kind: 'pass-fail', passed: true },
    { kind: 'pass-fail', passed: false },
  ]),
)

const judgement = fc.record({ max: maximum, words: maybe(fc.integer({ min: 2, max: 6 }), 1) }).map(({ max, words }) =>
  plan(
    {
      kind: 'judgement',
      max: say(max),
      levels: Array.from({ length: words ?? 4 }, (_, level) => (words ? `level ${level}` : '')),
    },
    max,
    Array.from({ length: words ?? 4 }, (_, level) => ({ kind: 'judgement', level })),
  ),
)

const count = fc.record({ max: maximum, of: fc.integer({ min: 1, max: 7 }) }).map(({ max, of }) =>
  plan(
    { kind: 'count', max: say(max), of },
    max,
    Array.from({ length: of + 1 }, (_, done) => ({ kind: 'count', done })),
  ),
)

/** Points as a quarter, a half … of the way from the least to M. */
const optionOf = (min: number, max: number) =>
  fc.oneof(
    fc.nat({ max: 4 }).map((quarters) => ({ points: say(min + Math.floor(((max - min) * quarters) / 4)) })),
    deduction,
  )
const choice = fc.record({ max: maximum, min: fc.constantFrom(0, 0, -1000) }).chain(({ max, min }) =>
  fc.array(optionOf(min, max), { minLength: 1, maxLength: 3 }).map((worths) =>
    plan(
      {
        kind: 'choice',
        max: say(max),
        min: say(min),
        options: worths.map((worth, at) => ({ label: `option ${at}`, worth })),
      },
      max,
      worths.map((_, option) => ({ kind: 'choice', option })),
    ),
  ),
)

const readings = (kind: string, target: number): MarkValue[] =>
  OFFSETS.map((offset) => ({ kind, reading: say(target + offset) }))

const difference = fc
  .record({
    max: maximum,
    target: fc.constantFrom(20_000, 0, 3000, 10_000),
    stepIn: fc.constantFrom('units', 'percent-of-target'),
    size: fc.constantFrom(0, 1, 2),
    steps: fc.constantFrom('complete', 'begun', 'proportional'),
    deduction,
  })
  .map(({ max, target, stepIn, size, ...rest }) => {
    const step = (stepIn === 'units' ? ['1', '0.5', '0.3'] : ['5', '10', '2.5'])[size]!
    const body = { kind: 'difference', max: say(max), target: say(target), step, stepIn, ...rest }
    return plan(body, max, readings('difference', target))
  })

const width = fc.constantFrom('1', '0', '2', '0.5', '3')
const range = fc
  .record({
    max: maximum,
    target: fc.constantFrom(10_000, 0, -500),
    bands: fc.array(fc.record({ lower: width, upper: width, deduction }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ max, target, bands }) =>
    plan({ kind: 'range', max: say(max), target: say(target), bands }, max, readings('range', target)),
  )

const points = fc
  .record({
    step: fc.constantFrom(500, 1000, 250, 100, 10),
    steps: fc.constantFrom(2, 3, 4, 8, 100),
    from: often([4, 0], [1, -1], [1, 1]),
  })
  .map(({ step, steps, from }) => {
    const min = from * step
    const max = min + steps * step
    const places = [...new Set([steps, 0, 1, steps - 1, Math.floor(steps / 2)])]
    const body = { kind: 'points', max: say(max), min: say(min), step: say(step) }
    return plan(
      body,
      max,
      places.map((place) => ({ kind: 'points', points: say(min + place * step) })),
    )
  })

const scaled = fc
  .record({
    low: fc.constantFrom(0, 1000),
    step: fc.constantFrom(500, 1000, 250),
    steps: fc.integer({ min: 1, max: 6 }),
    factor: often([3, 1000], [1, 2000], [1, 500], [1, 1500]),
    saysMax: fc.boolean(),
  })
  .map(({ low, step, steps, factor, saysMax }) => {
    const high = low + steps * step
    const max = (high * factor) / 1000
    const grades = Array.from({ length: steps + 1 }, (_, place) => low + place * step)
    const body = { kind: 'scaled', low: say(low), high: say(high), step: say(step), factor: say(factor) }
    const values = grades.map((grade) => ({ kind: 'scaled', grade: say(grade) }))
    return plan(saysMax ? { ...body, max: say(max) } : body, max, values, grades)
  })

/** Where points begin and end: a pure penalty starts at 0 and has no floor of itself. */
const start = fc.record({
  max: maximum,
  from: often([4, 'max'], [1, 'half'], [2, 'nought']),
  floor: fc.nat({ max: 3 }),
})
function bounds({ max, from, floor }: { max: number; from: string; floor: number }) {
  if (from === 'nought') return { max: '0', start: '0', floor: [null, null, '-1', '0'][floor]! }
  const begins = from === 'half' ? Math.floor(max / 2) : max
  return { max: say(max), start: say(begins), floor: ['0', '0', null, '-1'][floor]! }
}
const maxOf = ({ max, from }: { max: number; from: string }): number => (from === 'nought' ? 0 : max)

/** How often each fault occurred; a row holds for aspects of one, two or three faults. */
const FAULTS = [
  [0, 0, 0],
  [1, 0, 1],
  [0, 1, 0],
  [2, 1, 0],
  [3, 0, 2],
  [5, 4, 1],
]
const deductions = fc
  .record({
    start,
    faults: fc.array(
      fc.record({ amount: fc.constantFrom('0.5', '1', '0.1', '2'), cap: fc.constantFrom(null, '1', '1.5') }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ start, faults }) => {
    const named = faults.map((fault, at) => ({ name: `fault ${at + 1}`, ...fault }))
    const values = FAULTS.map((row) => ({ kind: 'deduction', faults: row.slice(0, faults.length) }))
    return plan({ kind: 'deduction', ...bounds(start), faults: named }, maxOf(start), values)
  })

/** Early and late, on the bounds and one millisecond beside them. */
const TIMES = [0, -1, 10_000, 10_001, -10_000, -25_000, 21_000, 1, 60_000, 60_001]
const over = fc.oneof(
  fc.record({
    by: fc.constant('units'),
    amount: fc.constantFrom('1', '0.5', '0.1'),
    per: fc.constantFrom(10_000, 1000, 7000),
    units: fc.constantFrom('begun', 'complete'),
    cap: fc.constantFrom(null, '2', '0.75'),
  }),
  fc.array(fc.constantFrom('0', '0.5', '1', '3'), { minLength: 1, maxLength: 3 }).map((deducts) => ({
    by: 'table',
    steps: deducts.map((deduct, at) => ({ upTo: at === deducts.length - 1 ? null : [10_000, 21_000][at]!, deduct })),
  })),
)
const bonus = fc.record({
  amount: fc.constantFrom('0.5', '1'),
  per: fc.constantFrom(10_000, 5000),
  cap: fc.constantFrom(null, '1', '0.75'),
  aboveMax: fc.boolean(),
})
const timed = fc
  .record({
    start,
    limit: fc.constantFrom(60_000, 180_000),
    stop: maybe(
      fc.record({
        after: fc.constantFrom(10_000, 0, 60_000),
        effect: fc.constantFrom('done-counts', 'aspect-nought', 'part-nought', 'entry-nought'),
      }),
      1,
    ),
    over: maybe(over, 0.5),
    bonus: maybe(bonus, 1),
  })
  .map(({ start, limit, stop, over, bonus }) => {
    const stops = stop && { at: limit + stop.after, effect: stop.effect }
    const values = TIMES.map((offset) => ({ kind: 'timed', time: limit + offset }))
    return plan({ kind: 'timed', ...bounds(start), limit, stop: stops, over, bonus }, maxOf(start), values)
  })

const veto = fc.record({ target: fc.constantFrom('siblings', 'sub-criterion', 'part', 'entry') }).map(({ target }) =>
  plan(
    { kind: 'veto', max: '0', target },
    0,
    [false, false, false, false, true].map((raised) => ({ kind: 'veto', raised })),
  ),
)

const imported = maximum.map((max) =>
  plan(
    { kind: 'imported', max: say(max) },
    max,
    [max, 0, Math.floor(max / 2), Math.floor(max / 3)].map((points) => ({ kind: 'imported', points: say(points) })),
  ),
)

/** Plain points come a little more often: the rules of groups show best on them. */
export const anyAspect: fc.Arbitrary<AspectPlan> = fc.oneof(
  towardsFirst,
  { weight: 3, arbitrary: points },
  { weight: 1, arbitrary: passFail },
  { weight: 2, arbitrary: judgement },
  { weight: 1, arbitrary: count },
  { weight: 2, arbitrary: choice },
  { weight: 2, arbitrary: difference },
  { weight: 2, arbitrary: range },
  { weight: 2, arbitrary: scaled },
  { weight: 2, arbitrary: deductions },
  { weight: 4, arbitrary: timed },
  { weight: 3, arbitrary: veto },
  { weight: 1, arbitrary: imported },
)
