import { attemptsOf } from './attempts.ts'
import type { AspectId, CriterionId, SeatId } from './ids.ts'
import { checkMark, type MarkValue } from './mark.ts'
import { exact, ofThousandths, type Points } from './points.ts'
import {
  absolute,
  add,
  compare,
  type Decimal,
  multiply,
  ofDecimal,
  type Rational,
  rational,
  subtract,
  sum,
  whole,
  writtenOut,
  zero,
} from './rational.ts'
import type { Aspect, Rubric } from './rubric.ts'
import type { Scheme } from './scheme.ts'
import type { SeatedPanel } from './scheme-draft.ts'
import type { EntryGiven } from './score.ts'
import { asSeated } from './scoring-plan.ts'
import { seatValue } from './worth.ts'

/** How well an invented entry does in each criterion, in whole per cent of what can be had. */
export type SampleShares = ReadonlyMap<CriterionId, number>

/** Judges differ a little, so that dropping the highest and lowest does something. */
const LEANINGS = [0, 4, -4, 8, -6, 2, -2] as const

/**
 * An entry to try a scheme on: marks as any panel could give them, each one allowed on its aspect, that come as near to
 * the wanted share of every criterion as the aspects let them. What is left over at one aspect goes on to the next.
 */
export function sampleEntry(
  { rubric, panels, scheme }: { rubric: Rubric; panels: readonly SeatedPanel[]; scheme: Scheme },
  shares: SampleShares,
  carried: Points,
): EntryGiven {
  const marks = new Map<string, MarkValue>()
  for (const { seat, leaning } of panels.flatMap(leaningsOf)) {
    for (const { id, subCriteria } of rubric.criteria) {
      const share = Math.min(100, Math.max(0, (shares.get(id) ?? 0) + leaning))
      let owed: Rational = zero
      for (const aspect of subCriteria.flatMap((one) => one.aspects)) {
        const wanted = add(owed, multiply(exact(aspect.max), rational(share, 100)))
        const mark = nearest(aspect, wanted)
        marks.set(`${seat} ${aspect.id}`, mark)
        owed = subtract(wanted, worthOf(aspect, mark))
      }
    }
  }
  return {
    markOf: (seat: SeatId, aspect: AspectId) => marks.get(`${seat} ${aspect}`),
    seating: asSeated,
    attempts: attemptsOf(scheme, new Map()),
    penalties: [],
    adjustments: [],
    carriedOf: () => carried,
  }
}

/** Whoever records what is agreed leans to no side. */
function leaningsOf({ seats }: SeatedPanel): { readonly seat: SeatId; readonly leaning: number }[] {
  const recorder = seats.find((seat) => seat.recorder) ?? seats[0]
  const others = seats.filter((seat) => seat !== recorder)
  return [...(recorder ? [recorder] : []), ...others].map(({ id }, at) => ({
    seat: id,
    leaning: LEANINGS[at % LEANINGS.length]!,
  }))
}

/** A grade counts with its aspect's own factor. */
const worthOf = (aspect: Aspect, mark: MarkValue): Rational => {
  const value = seatValue(aspect, mark)
  return aspect.kind === 'scaled' ? multiply(value, ofDecimal(aspect.factor)) : value
}

/** The allowed mark whose worth is nearest to what is wanted; the better one where two are equally near. */
function nearest(aspect: Aspect, wanted: Rational): MarkValue {
  let best: MarkValue = { kind: 'not-attempted' }
  let [distance, worth] = [absolute(wanted), zero as Rational]
  for (const mark of candidates(aspect)) {
    if (!checkMark(aspect, mark).ok) continue
    const value = worthOf(aspect, mark)
    const away = absolute(subtract(value, wanted))
    const order = compare(away, distance)
    if (order > 0 || (order === 0 && best.kind !== 'not-attempted' && compare(value, worth) <= 0)) continue
    best = mark
    distance = away
    worth = value
  }
  return best
}

/** More steps than these tell nobody more. */
const MOST = 400

const upTo = (most: number): number[] => Array.from({ length: Math.min(most, MOST) + 1 }, (_, n) => n)

function candidates(aspect: Aspect): MarkValue[] {
  switch (aspect.kind) {
    case 'pass-fail':
      return [false, true].map((passed) => ({ kind: 'pass-fail', passed }))
    case 'judgement':
      return aspect.levels.map((_, level) => ({ kind: 'judgement', level }))
    case 'count':
      return upTo(aspect.of).map((done) => ({ kind: 'count', done }))
    case 'choice':
      return aspect.options.map((_, option) => ({ kind: 'choice', option }))
    case 'difference':
      return upTo(10).map((n) => ({ kind: 'difference', reading: away(aspect.target, aspect.step, n) }))
    case 'range':
      return ['0' as Decimal, ...aspect.bands.map(({ upper }) => upper)].map((distance) => ({
        kind: 'range',
        reading: away(aspect.target, distance, 1),
      }))
    case 'points': {
      const [low, step] = [aspect.min, Math.max(1, aspect.step)]
      const steps = Math.floor((aspect.max - low) / step)
      const coarse = Math.max(1, Math.ceil(steps / MOST))
      return upTo(Math.floor(steps / coarse)).map((n) => ({
        kind: 'points',
        points: ofThousandths(low + n * coarse * step),
      }))
    }
    case 'scaled': {
      const step = ofDecimal(aspect.step)
      return upTo(MOST).map((n) => ({
        kind: 'scaled',
        grade: decimalOf(add(ofDecimal(aspect.low), multiply(step, whole(n)))),
      }))
    }
    case 'deduction':
      return upTo(10).map((n) => ({ kind: 'deduction', faults: aspect.faults.map((_, i) => (i === 0 ? n : 0)) }))
    case 'timed': {
      const unit = aspect.over?.by === 'units' ? aspect.over.per : 60_000
      return upTo(10).map((n) => ({ kind: 'timed', time: aspect.limit + n * unit }))
    }
    case 'veto':
      return [{ kind: 'veto', raised: false }]
    case 'imported':
      return upTo(100).map((n) => ({ kind: 'imported', points: ofThousandths(Math.floor((aspect.max * n) / 100)) }))
  }
}

const decimalOf = (value: Rational): Decimal => writtenOut(value) as Decimal

const away = (target: Decimal, step: Decimal, times: number): Decimal =>
  decimalOf(sum([ofDecimal(target), multiply(ofDecimal(step), whole(times))]))
