import type { Amendment, Gift } from '#domain/amend.ts'
import type { Standing } from '#domain/chain.ts'
import { type AspectId, asId, type CriterionId, type PartId, type SeatId } from '#domain/ids.ts'
import type { Marked } from '#domain/level-value.ts'
import type { MarkValue } from '#domain/mark.ts'
import { ofThousandths, roundTo } from '#domain/points.ts'
import { asDecimal, type Rational } from '#domain/rational.ts'
import { aspectsOf, type Rubric } from '#domain/rubric.ts'
import { type GroupRule, type JudgeGroup, onePart, type Part, type Scheme, schemeDefaults } from '#domain/scheme.ts'
import { type EntryGiven, onlyMarks, scoreEntry } from '#domain/score.ts'
import { planOf, type ScoringPlan, type Seating } from '#domain/scoring-plan.ts'
import type { Attempt } from '#domain/worth.ts'

export const seats = (...names: readonly string[]) => names.map(asId<SeatId>)

/** A group of one seat at level aspect, by mean, to two decimals: the rule book's defaults where nothing else is said. */
export const groupOf = (
  aspects: readonly string[],
  { factor = '1', seats: names = ['J1'], ...more }: GroupWords = {},
): JudgeGroup => ({
  name: '组',
  level: 'aspect',
  rule: { kind: 'mean' },
  minSeats: 1,
  round: 2,
  factorRound: 'exact',
  counted: true,
  ...more,
  seats: seats(...names),
  aspects: aspects.map(asId<AspectId>),
  factor: asDecimal(factor),
})

type GroupWords = Partial<Omit<JudgeGroup, 'seats' | 'aspects' | 'factor'>> & {
  readonly seats?: readonly string[]
  readonly factor?: string
}

export const agreed = (recorder: string): GroupRule => ({ kind: 'agreed', recorder: asId<SeatId>(recorder) })

export const partOf = (id: string, criteria: readonly string[], more: Partial<Part> = {}): Part => ({
  id: asId<PartId>(id),
  name: id,
  criteria: criteria.map(asId<CriterionId>),
  weight: asDecimal('1'),
  attempts: null,
  minimum: null,
  belowZero: false,
  ...more,
})

/** What a part takes of its attempts. */
export const taking = (take: NonNullable<Part['attempts']>['take'], best = 1) => ({ take, best, planned: 1 })

/** A plan of these groups; one part that holds everything, and the defaults of the rule book, where nothing else is said. */
export const planWith = (
  rubric: Rubric,
  groups: readonly JudgeGroup[],
  more: Partial<Scheme> = {},
  amendments: readonly Amendment[] = [],
): ScoringPlan => planOf(rubric, { ...schemeDefaults, parts: [onePart(rubric)], groups, ...more }, amendments)

/** Annulled with its maximum, or with nothing. */
export const annulled = (aspect: string, give: Gift = 'maximum'): Amendment => ({
  aspect: asId<AspectId>(aspect),
  kind: 'annulled',
  give,
})

export const everyAspect = (rubric: Rubric): readonly string[] => aspectsOf(rubric).map(({ id }) => id)

/** Marks by "seat aspect", or "seat aspect attempt". */
export type Marks = Readonly<Record<string, MarkValue | undefined>>

export const givenOf = (marks: Marks, more: Partial<EntryGiven> = {}): EntryGiven => ({
  ...onlyMarks(() => undefined),
  markOf: (seat, aspect, attempt) => marks[`${seat} ${aspect}${attempt === undefined ? '' : ` ${attempt}`}`],
  ...more,
})

/** The marks outside attempts, as a level value asks for them. */
export const markedOf = (marks: Marks, seating: Seating): Marked => ({
  markOf: (seat, aspect) => marks[`${seat} ${aspect}`],
  seating,
  attempt: undefined,
})

export const standingOf = (
  plan: ScoringPlan,
  given: EntryGiven,
  { lot = null, decision = null }: Partial<Pick<Standing, 'lot' | 'decision'>> = {},
): Standing => ({ given, score: scoreEntry(plan, given), lot, decision })

export const seatingOf = (excused: readonly string[], standIns: Readonly<Record<string, string>> = {}): Seating => ({
  excused: new Set(seats(...excused)),
  standIns: new Map(Object.entries(standIns).map(([out, in_]) => [asId<SeatId>(out), asId<SeatId>(in_)])),
})

export const attemptOf = (id: string, more: Partial<Attempt> = {}): Attempt => ({
  id,
  base: asDecimal('0'),
  difficulty: asDecimal('1'),
  multiplier: asDecimal('1'),
  table: null,
  isVoid: false,
  ...more,
})

export const inAttempts = (part: string, ...attempts: readonly Attempt[]): EntryGiven['attempts'] =>
  new Map([[asId<PartId>(part), attempts]])

export const pass: MarkValue = { kind: 'pass-fail', passed: true }
export const fail: MarkValue = { kind: 'pass-fail', passed: false }
export const skipped: MarkValue = { kind: 'not-attempted' }
export const raised: MarkValue = { kind: 'veto', raised: true }
export const notRaised: MarkValue = { kind: 'veto', raised: false }
export const levelOf = (level: number): MarkValue => ({ kind: 'judgement', level })
export const pointsOf = (points: number): MarkValue => ({ kind: 'points', points: ofThousandths(points * 1000) })
export const timeOf = (time: number): MarkValue => ({ kind: 'timed', time })
export const gradeOf = (grade: string): MarkValue => ({ kind: 'scaled', grade: asDecimal(grade) })

/** In thousandths, and undefined as it is: what a test reads more easily than a fraction. */
export const thousandths = (value: Rational | undefined): number | undefined => value && roundTo(value, 3)
