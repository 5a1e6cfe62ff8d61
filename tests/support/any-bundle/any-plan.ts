import fc from 'fast-check'
import { anyAspect, maybe, often } from './any-aspect.ts'

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never
export type AspectAt = Drawn<typeof aspect>
export type GroupPlan = Drawn<typeof group>
export type PartPlan = Drawn<ReturnType<typeof partOf>>
export type EntryPlan = Drawn<typeof entry>
export type SchemePlan = Drawn<ReturnType<typeof schemeOf>>
/**
 * What a bundle is built of, before ids and before anything depends on anything: every field can shrink by itself, and
 * building bends what would not be valid. Numbers that choose among things (`group`, `division`, `pick`) count round.
 */
export type BundlePlan = Drawn<ReturnType<typeof planOf>>

type Decimals = 'exact' | number
const decimals = (usual: Decimals) => often<Decimals>([5, usual], [2, 'exact'], [1, 0], [1, 1], [1, 2], [1, 3])
const round = (number: number) => fc.nat({ max: number - 1 })

const aspect = fc.record({
  kind: anyAspect,
  /** Which of the values each seat gives, seats, attempts and entries counting round: short means many ties. */
  given: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 10 }),
  group: round(2),
  /** Marked by the part's second panel as well. */
  alsoBySecond: fc.boolean(),
})

const group = fc.record({
  kind: often([3, 'agreed'], [2, 'each'], [3, 'mean'], [2, 'sum'], [2, 'median'], [3, 'trimmed']),
  level: often([4, 'aspect'], [2, 'sub-criterion'], [2, 'whole']),
  first: round(7),
  count: often([2, 1], [2, 2], [3, 3], [1, 4], [2, 5], [1, 6], [1, 7]),
  high: fc.nat({ max: 2 }),
  low: fc.nat({ max: 2 }),
  tooFew: fc.constantFrom('incomplete', 'mean'),
  /** Drops more marks than there are seats, on purpose. */
  keepsNobody: often([2, false], [1, true]),
  minSeats: often([8, 1], [1, 2], [1, 3]),
  round: decimals(2),
  factor: often([4, '1'], [1, '0.5'], [1, '0.7'], [1, '2'], [1, '0.125']),
  factorRound: decimals('exact'),
  counted: often([11, true], [1, false]),
  /** Under `each`: every seat its own mind. */
  disputes: often([3, false], [1, true]),
})

const listOf = <T>(item: fc.Arbitrary<T>, most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.array(item, { minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.array(item, { minLength: 1, maxLength: most }) },
  )

/** Rather many than few, and one in the end. */
const severalOf = <T>(item: fc.Arbitrary<T>, most: number) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.array(item, { minLength: 1, maxLength: most }) },
    { weight: 2, arbitrary: fc.array(item, { minLength: Math.ceil(most / 2), maxLength: most }) },
  )

const attempts = fc.record({
  take: fc.constantFrom('sum', 'mean', 'best', 'last'),
  best: fc.integer({ min: 1, max: 3 }),
})

const partOf = (aspects: number) =>
  fc.record({
    criteria: listOf(listOf(fc.array(aspect, { minLength: 1, maxLength: aspects }), 2), 2),
    groups: listOf(group, 2),
    second: maybe(group),
    attempts: maybe(attempts, 3),
    weight: fc.constantFrom('1', '0.5', '2', '0.125', '0.3'),
    minimum: maybe(fc.constantFrom('1', '0.5', '60', '0', '2.25')),
    belowZero: often([3, false], [1, true]),
  })

const attempt = fc.record({
  base: often([3, '0'], [1, '1'], [1, '2.5'], [1, '-1']),
  difficulty: often([3, '1'], [1, '3.1'], [1, '0.5'], [1, '1.25']),
  multiplier: often([4, '1'], [1, '3'], [1, '0.6']),
  table: often<'twice' | 'flat' | 'upside-down' | null>([1, null], [1, 'twice'], [1, 'flat'], [1, 'upside-down']),
  void: often([6, false], [1, true]),
})

const signed = (...points: readonly string[]) =>
  fc.record({ points: fc.constantFrom(...points), reason: fc.constantFrom('late', 'as ruled') })

const entry = fc.record({
  /** Marked as the entry before it, on the same attempts: a tie unless something after the marks parts them. */
  twin: often([3, false], [2, true]),
  /** Parts a twin by next to nothing, for medals and scales. */
  nudge: maybe(fc.constantFrom('0.01', '-0.01', '0.1'), 4),
  state: often(
    [24, 'present'],
    [1, 'registered'],
    [1, 'absent'],
    [1, 'withdrawn'],
    [1, 'disqualified'],
    [1, 'excluded'],
  ),
  marked: often([14, true], [1, false]),
  division: round(2),
  organization: round(3),
  attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
  excused: fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 1, maxLength: 2 }),
  excuses: often([5, false], [1, true]),
  standIn: maybe(fc.nat({ max: 9 }), 5),
  penalties: maybe(fc.array(signed('1', '0.5', '0.25', '20'), { minLength: 1, maxLength: 2 }), 5),
  adjustments: maybe(fc.array(signed('1', '-0.5', '0.005', '-30'), { minLength: 1, maxLength: 2 }), 5),
  carried: fc.array(
    fc.record({
      own: fc.constantFrom('10', '9.5', '0', '33.333'),
      total: fc.constantFrom('20', '9.5', '-1', '66.667'),
      missing: often([7, false], [1, true]),
    }),
    { minLength: 2, maxLength: 2 },
  ),
  lot: maybe(fc.integer({ min: 1, max: 8 }), 1),
  decision: maybe(fc.integer({ min: 1, max: 3 }), 2),
  advances: often([2, null], [2, true], [1, false]),
})

const link = fc.record({
  by: fc.constantFrom('part', 'criterion', 'sub-criterion', 'aspect', 'time', 'time', 'full-marks', 'lot', 'decision'),
  pick: fc.nat({ max: 11 }),
})

const advancement = fc.record({
  first: maybe(fc.integer({ min: 1, max: 4 }), 1),
  percent: maybe(fc.constantFrom('50', '12.5', '33.3', '25', '50', '100'), 1),
  minimum: maybe(fc.constantFrom('1', '0.5', '10', '50'), 1),
  perOrganization: maybe(fc.integer({ min: 1, max: 2 }), 1),
  reserves: maybe(fc.integer({ min: 0, max: 2 }), 1),
})

const scale = fc.record({
  centre: often([3, 700], [1, 500]),
  unit: often([3, 30], [1, 2], [1, 100]),
  least: often([3, 0], [1, 690]),
  most: often([3, 1000], [1, 720]),
})
const medals = fc.record({
  within: often([3, 2], [1, 0], [1, 30]),
  chain: fc.boolean(),
  smallField: fc.constantFrom('not-given', 'given'),
  excellence: often([3, 700], [1, 690], [1, 720]),
})

/** Medals stand on a scale, and a small field seldom has either. */
const schemeOf = (unscaled: number) =>
  fc.record({
    weighted: often([1, false], [2, true]),
    /** Totals of 0, 1 or 2: entries tie that differ in everything a chain may look at. */
    coarse: often([2, false], [1, true]),
    maximum: often([4, '100'], [1, '500'], [1, '1']),
    weights: round(3),
    rounding: fc.record({
      attempt: decimals('exact'),
      part: decimals(2),
      contribution: decimals('exact'),
      total: often([4, 2], [2, 0], [1, 1], [1, 3]),
    }),
    totalBelowZero: often([3, false], [1, true]),
    carried: maybe(
      fc.array(fc.record({ what: fc.constantFrom('own', 'total'), weight: fc.constantFrom('1', '0.5', '0.3') }), {
        minLength: 1,
        maxLength: 2,
      }),
      4,
    ),
    rankOn: fc.constantFrom('published', 'exact'),
    chain: fc.array(link, { maxLength: 5 }),
    sharedRanksForbidden: maybe(fc.record({ from: fc.integer({ min: 1, max: 2 }), more: fc.nat({ max: 2 }) })),
    divisions: often([3, 0], [1, 1], [2, 2]),
    overall: often([2, false], [1, true]),
    advancement: maybe(advancement, 1.5),
    scale: maybe(scale, unscaled),
    medals: maybe(medals, 0.5),
    spreadLimit: often([3, 1], [1, 2]),
  })

interface Size {
  readonly parts: number
  readonly aspects: number
  readonly entries: number
  readonly unscaled: number
}

const few = (arbitrary: fc.Arbitrary<number>, none: number) =>
  maybe(fc.array(arbitrary, { minLength: 1, maxLength: 3 }), none).map((list) => list ?? [])

const planOf = ({ parts, aspects, entries, unscaled }: Size) =>
  fc.record({
    parts: fc.array(partOf(aspects), { minLength: 1, maxLength: parts }),
    entries: severalOf(entry, entries),
    scheme: schemeOf(unscaled),
    seats: fc.integer({ min: 1, max: 7 }),
    /** Leaves out every key that says no more than its default. */
    terse: fc.constantFrom(true, false),
    /** Seats that do not count mark too: excused ones, replaced ones, those beside a recorder. */
    idleMarks: often([3, false], [1, true]),
    missing: few(fc.nat({ max: 400 }), 3),
    notAttempted: few(fc.nat({ max: 400 }), 2),
    annulled: maybe(
      fc.array(fc.record({ pick: fc.nat({ max: 11 }), give: fc.constantFrom('nothing', 'maximum') }), {
        minLength: 1,
        maxLength: 2,
      }),
      3,
    ).map((list) => list ?? []),
    /** Aspects that were faulty when the stage opened; all marks are given on what they were corrected to. */
    corrected: maybe(
      fc.array(fc.record({ pick: fc.nat({ max: 11 }), way: fc.constantFrom('once', 'twice', 'annulled before') }), {
        minLength: 1,
        maxLength: 2,
      }),
      1,
    ).map((list) => list ?? []),
    /** Annulments come after the corrections, or before them: then what was corrected counts again. */
    annulledLast: fc.boolean(),
  })

/** Mostly one or two entries by a small rubric; at times a field, where ranks, cuts and medals have something to do. */
export const anyPlan: fc.Arbitrary<BundlePlan> = fc.oneof(
  { weight: 4, arbitrary: planOf({ parts: 3, aspects: 3, entries: 3, unscaled: 3 }) },
  { weight: 3, arbitrary: planOf({ parts: 2, aspects: 2, entries: 8, unscaled: 0.5 }) },
)
