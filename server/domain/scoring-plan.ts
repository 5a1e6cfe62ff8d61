import { type Amendment, amendedRubric, annulledBy } from './amend.ts'
import type { AspectId, CriterionId, SeatId, SubCriterionId } from './ids.ts'
import { exact } from './points.ts'
import { absolute, atLeast, multiply, ofDecimal, type Rational, sum, whole } from './rational.ts'
import { type Aspect, type Rubric, type SubCriterion, subCriteriaOf } from './rubric.ts'
import { type JudgeGroup, type Link, type Part, placesByAspect, type Scheme, wholeChain } from './scheme.ts'

/** What a group's rule works on at once: an aspect, its aspects of a sub-criterion, or all of them (RULES §1). */
export interface Unit {
  readonly group: JudgeGroup
  readonly aspects: readonly PlannedAspect[]
  readonly factor: Rational
  /** Counting seats without which the unit stays incomplete. */
  readonly need: number
}

export interface PlannedAspect {
  readonly aspect: Aspect
  /** A scaled aspect's own factor; undefined for every other kind. */
  readonly factor: Rational | undefined
  /** Annulled with its maximum: every seat is given this, and no mark is asked for. */
  readonly given: Rational | undefined
}

export interface PlannedSubCriterion {
  readonly id: SubCriterionId
  readonly criterion: CriterionId
  readonly units: readonly Unit[]
  /** Its maximum is not 0: it never falls below 0 (RULES §4). */
  readonly hasFloor: boolean
}

export interface PlannedPart {
  readonly part: Part
  readonly subCriteria: readonly PlannedSubCriterion[]
  /** The units of groups at level whole. */
  readonly wholes: readonly Unit[]
  /** Σ M × factor over its counted groups; attempts have none. */
  readonly maximum: Rational
  readonly criteria: readonly { readonly id: CriterionId; readonly name: string; readonly maximum: Rational }[]
}

/** A scheme over its rubric, made ready once to score any number of entries. */
export interface ScoringPlan {
  /** What the scheme scores, amended. */
  readonly rubric: Rubric
  readonly scheme: Scheme
  /** All that ranks compare behind the total, what a person settled among it. */
  readonly chain: readonly Link[]
  readonly parts: readonly PlannedPart[]
}

/** `frozen` is the rubric as the stage opened with it; corrections are applied to it first, then annulments. */
export function planOf(frozen: Rubric, scheme: Scheme, amendments: readonly Amendment[] = []): ScoringPlan {
  const rubric = amendedRubric(frozen, amendments)
  const annulled = annulledBy(amendments)
  const counted = scheme.groups.filter((group) => group.counted)
  const placesOf = placesByAspect(counted)
  /** The counted groups that mark some of these, with what they mark of them. */
  const groupsOver = (aspects: readonly Aspect[]) =>
    [...new Set(aspects.flatMap(({ id }) => placesOf.get(id) ?? []))]
      .sort((a, b) => a - b)
      .map((place) => ({
        group: counted[place]!,
        own: aspects.flatMap(({ id }) => (placesOf.get(id)?.includes(place) ? (planned.get(id) ?? []) : [])),
      }))
      .filter(({ own }) => own.length > 0)
  const planned = new Map<AspectId, PlannedAspect>()
  for (const { aspects } of subCriteriaOf(rubric)) {
    for (const aspect of aspects) {
      const give = annulled.get(aspect.id)
      if (give === 'nothing' || (give && aspect.kind === 'veto')) continue
      planned.set(aspect.id, {
        aspect,
        factor: aspect.kind === 'scaled' ? ofDecimal(aspect.factor) : undefined,
        given: give && (aspect.kind === 'scaled' ? ofDecimal(aspect.high) : exact(aspect.max)),
      })
    }
  }
  const unitOf = (group: JudgeGroup, aspects: readonly PlannedAspect[]): Unit => ({
    group,
    aspects,
    factor: ofDecimal(group.factor),
    need: needOf(group),
  })
  const subCriterionOf = (criterion: CriterionId, { id, aspects }: SubCriterion): PlannedSubCriterion => {
    const units = groupsOver(aspects)
      .filter(({ group }) => group.level !== 'whole')
      .flatMap(({ group, own }) =>
        group.level === 'sub-criterion' ? [unitOf(group, own)] : own.map((one) => unitOf(group, [one])),
      )
    return { id, criterion, units, hasFloor: maximumOf(units).n !== 0 }
  }
  return {
    rubric,
    scheme,
    chain: wholeChain(scheme),
    parts: scheme.parts.map((part) => {
      const criteria = rubric.criteria.filter(({ id }) => part.criteria.includes(id))
      const subCriteria = criteria.flatMap((criterion) =>
        criterion.subCriteria.map((subCriterion) => subCriterionOf(criterion.id, subCriterion)),
      )
      const own = criteria.flatMap((criterion) => criterion.subCriteria.flatMap(({ aspects }) => aspects))
      const wholes = groupsOver(own)
        .filter(({ group }) => group.level === 'whole')
        .map(({ group, own }) => unitOf(group, own))
      const units = [...subCriteria.flatMap((subCriterion) => subCriterion.units), ...wholes]
      return {
        part,
        subCriteria,
        wholes,
        maximum: maximumOf(units),
        criteria: criteria.map(({ id, name }) => ({ id, name, maximum: maximumIn(subCriteria, id) })),
      }
    }),
  }
}

const maximumIn = (subCriteria: readonly PlannedSubCriterion[], id: CriterionId): Rational =>
  maximumOf(subCriteria.flatMap(({ criterion, units }) => (criterion === id ? units : [])))

/** A trimmed mean needs somebody who is left, unless the scheme takes the mean of all then. */
function needOf({ minSeats, rule }: JudgeGroup): number {
  const kept = rule.kind === 'trimmed' && rule.tooFew === 'incomplete' ? rule.high + rule.low + 1 : 1
  return Math.max(1, minSeats, kept)
}

const maxOf = ({ aspect }: PlannedAspect): Rational => exact(aspect.max)

export const maximumOf = (units: readonly Unit[], mostOf = maxOf): Rational =>
  sum(
    units.map(({ group, aspects, factor }) => {
      const most = multiply(sum(aspects.map(mostOf)), factor)
      return group.rule.kind === 'sum' ? multiply(most, whole(group.seats.length)) : most
    }),
  )

/** How far from 0 a part can go, up or down; in an attempt whose table gives no grade more than `grade` points. */
export const farthestOf = ({ subCriteria, wholes }: PlannedPart, grade?: Rational): Rational =>
  absolute(
    maximumOf([...subCriteria.flatMap(({ units }) => units), ...wholes], (planned) => farthestBy(planned, grade)),
  )

function farthestBy({ aspect }: PlannedAspect, grade: Rational | undefined): Rational {
  const most = exact(aspect.max)
  if (aspect.kind === 'scaled') {
    const least = absolute(ofDecimal(aspect.low))
    return atLeast(most, multiply(grade ? atLeast(least, grade) : least, ofDecimal(aspect.factor)))
  }
  return 'min' in aspect ? atLeast(most, absolute(exact(aspect.min))) : most
}

/** The seats that count for an entry: stand-ins in the place of their seats, and nobody who is excused. */
export function countingSeats(seats: readonly SeatId[], { excused, standIns }: Seating): readonly SeatId[] {
  if (excused.size === 0 && standIns.size === 0) return seats
  return seats.map((seat) => standIns.get(seat) ?? seat).filter((seat) => !excused.has(seat))
}

/** Who marks one entry in whose place (RULES §1). */
export interface Seating {
  readonly excused: ReadonlySet<SeatId>
  readonly standIns: ReadonlyMap<SeatId, SeatId>
}

export const asSeated: Seating = { excused: new Set(), standIns: new Map() }
