import { type AspectId, asId, type CriterionId, type EntryId, type SeatId, type SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { exact, ofThousandths } from '#domain/points.ts'
import type { Scored } from '#domain/ranked.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Aspect, Rubric } from '#domain/rubric.ts'
import { onePart, type Scheme, schemeDefaults } from '#domain/scheme.ts'
import { onlyMarks, scoreEntry } from '#domain/score.ts'
import { planOf } from '#domain/scoring-plan.ts'
import { rankEntries } from '#domain/standing.ts'
import { type Figure, median, medians, round } from './figure.ts'

const ROUNDS = 7
const ASPECTS = 200
const ENTRIES = 600
const TOTALS = 100_000
const seats = ['J1', 'J2', 'J3', 'J4', 'J5'].map(asId<SeatId>)

/** Half judgement by mean, half points by a trimmed mean: ten aspects a sub-criterion. */
const aspectOf = (n: number): Aspect => ({
  id: asId<AspectId>(`A${Math.floor(n / 10)}.${n % 10}`),
  name: '',
  notes: [],
  requirement: '',
  section: null,
  max: ofThousandths(1000),
  ...(n % 2 === 0
    ? { kind: 'judgement', levels: ['', '', '', ''] }
    : { kind: 'points', min: ofThousandths(0), step: ofThousandths(50) }),
})

function stage() {
  const aspects = Array.from({ length: ASPECTS }, (_, n) => aspectOf(n))
  const rubric: Rubric = {
    title: '',
    sections: [],
    criteria: [
      {
        id: asId<CriterionId>('A'),
        name: '',
        subCriteria: Array.from({ length: ASPECTS / 10 }, (_, s) => ({
          id: asId<SubCriterionId>(`A${s}`),
          name: '',
          day: null,
          aspects: aspects.slice(s * 10, s * 10 + 10),
        })),
      },
    ],
  }
  const group = {
    name: '',
    seats,
    level: 'aspect',
    minSeats: 1,
    round: 2,
    factor: asDecimal('1'),
    factorRound: 'exact',
    counted: true,
  } as const
  const ids = (kind: Aspect['kind']) => aspects.filter((aspect) => aspect.kind === kind).map(({ id }) => id)
  const scheme: Scheme = {
    ...schemeDefaults,
    parts: [onePart(rubric)],
    groups: [
      { ...group, aspects: ids('judgement'), rule: { kind: 'mean' } },
      { ...group, aspects: ids('points'), rule: { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' } },
    ],
  }
  return { plan: planOf(rubric, scheme), aspects }
}

/** The marks of each entry by seat and aspect, and the same numbers as floats. */
function markedEntries(aspects: readonly Aspect[], entries: number) {
  return Array.from({ length: entries }, (_, e) => {
    const marks = new Map<SeatId, Map<AspectId, MarkValue>>()
    const floats = new Float64Array(ASPECTS * seats.length)
    for (const [s, seat] of seats.entries()) {
      const own = new Map<AspectId, MarkValue>()
      for (const [a, { id, kind }] of aspects.entries()) {
        const level = (e * 7 + a * 5 + s * 3 + ((e * a) >> 3)) % 4
        const points = ((e * 11 + a * 3 + s * 7) % 21) * 50
        own.set(
          id,
          kind === 'judgement' ? { kind: 'judgement', level } : { kind: 'points', points: ofThousandths(points) },
        )
        floats[a * seats.length + s] = kind === 'judgement' ? level / 3 : points / 1000
      }
      marks.set(seat, own)
    }
    return { given: onlyMarks((seat, aspect) => marks.get(seat)?.get(aspect)), floats }
  })
}

/** The same sums in plain floats: mean of five, or of the three that are left, to two decimals. */
function inFloats(floats: Float64Array): number {
  let total = 0
  for (let a = 0; a < ASPECTS; a++) {
    let [sum, high, low] = [0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let s = 0; s < seats.length; s++) {
      const value = floats[a * seats.length + s]!
      sum += value
      high = Math.max(high, value)
      low = Math.min(low, value)
    }
    total += Math.round((a % 2 === 0 ? sum / 5 : (sum - high - low) / 3) * 100) / 100
  }
  return total
}

/** Times two works in turn and holds ours against its budget; the reference stands beside it. */
function against(
  name: string,
  budget: number,
  unit: number,
  unitName: string,
  ours: () => number,
  bare: () => number,
): Figure {
  const rounds = []
  for (let r = 0; r <= ROUNDS; r++) {
    const [our, reference] = [timed(ours), timed(bare)]
    if (Math.abs(our.found - reference.found) > 1e-6) throw new Error(`${name}: ${our.found} is not ${reference.found}`)
    if (r > 0) rounds.push({ ours: { [unitName]: our.ms * unit }, reference: { [unitName]: reference.ms * unit } })
  }
  const ratios = rounds.map((found) => round(found.ours[unitName]! / budget))
  const times = median(rounds.map((found) => found.ours[unitName]! / found.reference[unitName]!))
  return {
    name,
    ratio: round(median(ratios)),
    target: 1,
    better: 'less',
    ours: { ...medians(rounds.map((found) => found.ours)), budget, timesTheReference: round(times) },
    reference: medians(rounds.map((found) => found.reference)),
    rounds: ratios,
  }
}

function timed(work: () => number) {
  const began = performance.now()
  const found = work()
  return { found, ms: performance.now() - began }
}

/** From marks to an explained score of 200 aspects × 5 judges, in microseconds. */
export function scoreOne(name: string): Figure {
  const { plan, aspects } = stage()
  const entries = markedEntries(aspects, 100)
  const total = (of: (typeof entries)[number]) => scoreEntry(plan, of.given, { tells: true }).points / 1000
  const all = (of: (entry: (typeof entries)[number]) => number) => () =>
    entries.reduce((sum, entry) => sum + of(entry), 0)
  return against(
    name,
    500,
    1000 / entries.length,
    'microseconds',
    all(total),
    all(({ floats }) => inFloats(floats)),
  )
}

/** 600 such entries without explanations, in milliseconds. */
export function rescore(name: string): Figure {
  const { plan, aspects } = stage()
  const entries = markedEntries(aspects, ENTRIES)
  const ours = () => entries.reduce((sum, { given }) => sum + scoreEntry(plan, given).points / 1000, 0)
  return against(name, 300, 1, 'milliseconds', ours, () =>
    entries.reduce((sum, { floats }) => sum + inFloats(floats), 0),
  )
}

/** Ranks of 100,000 totals, in milliseconds; the reference sorts an array of floats. */
export function rankAll(name: string): Figure {
  const { plan } = stage()
  const score = scoreEntry(
    plan,
    onlyMarks(() => undefined),
  )
  const points = Array.from({ length: TOTALS }, (_, i) => (i * 7919) % 100_003)
  const entries = points.map(
    (n, i): Scored => ({
      id: asId<EntryId>(`${i}`),
      state: 'present',
      division: null,
      organization: '',
      lot: null,
      decision: null,
      advances: null,
      given: onlyMarks(() => undefined),
      score: { ...score, begun: true, points: ofThousandths(n), exact: exact(ofThousandths(n)) },
    }),
  )
  const bare = () => {
    const sorted = Float64Array.from(points).sort()
    return new Set(sorted).size
  }
  return against(name, 100, 1, 'milliseconds', () => rankEntries(plan, entries).length, bare)
}
