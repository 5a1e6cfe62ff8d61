import { exact } from './points.ts'
import { add, compare, type Decimal, divide, isWhole, multiply, ofDecimal, subtract, zero } from './rational.ts'
import type { Aspect, ChoiceOption, Instrument, OverTime } from './rubric.ts'

/** What makes an aspect impossible to mark by RULES §2, though each of its figures may be read. */
export type AspectFault =
  | 'maximum-below-0'
  | 'maximum-nothing'
  | 'minimum-above-maximum'
  | 'option-off-scale'
  | 'deduction-below-0'
  | 'step-not-above-0'
  | 'step-misses-maximum'
  | 'percent-of-target-0'
  | 'band-holds-nothing'
  | 'instrument-upside-down'
  | 'start-off-maximum'
  | 'floor-missing'
  | 'floor-above-start'
  | 'amount-not-above-0'
  | 'cap-not-above-0'
  | 'maximum-not-scale'
  | 'scale-upside-down'
  | 'step-misses-scale'
  | 'factor-not-above-0'
  | 'maximum-not-0'
  | 'limit-not-above-0'
  | 'stop-before-limit'
  | 'unit-not-above-0'
  | 'table-not-rising'

export interface FoundFault {
  readonly fault: AspectFault
  /** Where in the aspect: ["bands", 0, "upper"]. */
  readonly path: readonly (string | number)[]
}

const sign = (decimal: Decimal): number => compare(ofDecimal(decimal), zero)

/** Every fault of an aspect; none where it can be marked. */
export function faultsOf(aspect: Aspect): FoundFault[] {
  const faults: FoundFault[] = []
  const find = (holds: boolean, fault: AspectFault, ...path: (string | number)[]) => {
    if (!holds) faults.push({ fault, path })
  }
  find(aspect.max >= 0, 'maximum-below-0', 'max')
  switch (aspect.kind) {
    case 'pass-fail':
    case 'judgement':
    case 'count':
      find(aspect.max !== 0, 'maximum-nothing', 'max')
      break
    case 'choice':
      find(aspect.min <= aspect.max, 'minimum-above-maximum', 'min')
      for (const [i, { worth }] of aspect.options.entries()) {
        find(optionFits(aspect, worth), 'option-off-scale', 'options', i, 'worth')
        find('points' in worth || sign(worth.deduct) >= 0, 'deduction-below-0', 'options', i, 'worth', 'deduct')
      }
      break
    case 'difference':
      find(aspect.max !== 0, 'maximum-nothing', 'max')
      find(sign(aspect.step) > 0, 'step-not-above-0', 'step')
      find(aspect.stepIn === 'units' || sign(aspect.target) !== 0, 'percent-of-target-0', 'target')
      find(sign(aspect.deduction.deduct) >= 0, 'deduction-below-0', 'deduction', 'deduct')
      find(isUpright(aspect.instrument), 'instrument-upside-down', 'instrument')
      break
    case 'range':
      find(aspect.max !== 0, 'maximum-nothing', 'max')
      for (const [i, band] of aspect.bands.entries()) {
        const width = add(ofDecimal(band.lower), ofDecimal(band.upper))
        find(compare(width, zero) >= 0, 'band-holds-nothing', 'bands', i)
        find(sign(band.deduction.deduct) >= 0, 'deduction-below-0', 'bands', i, 'deduction', 'deduct')
      }
      find(isUpright(aspect.instrument), 'instrument-upside-down', 'instrument')
      break
    case 'points':
      find(aspect.min <= aspect.max, 'minimum-above-maximum', 'min')
      find(aspect.step > 0, 'step-not-above-0', 'step')
      find(aspect.step <= 0 || (aspect.max - aspect.min) % aspect.step === 0, 'step-misses-maximum', 'step')
      break
    case 'deduction':
      find(startFits(aspect), 'start-off-maximum', 'start')
      find(aspect.floor !== null || aspect.start === 0, 'floor-missing', 'floor')
      find(aspect.floor === null || aspect.floor <= aspect.start, 'floor-above-start', 'floor')
      for (const [i, { amount, cap }] of aspect.faults.entries()) {
        find(amount > 0, 'amount-not-above-0', 'faults', i, 'amount')
        find(cap === null || cap > 0, 'cap-not-above-0', 'faults', i, 'cap')
      }
      break
    case 'scaled': {
      const [low, high, step] = [ofDecimal(aspect.low), ofDecimal(aspect.high), ofDecimal(aspect.step)]
      const most = multiply(high, ofDecimal(aspect.factor))
      find(compare(low, high) < 0, 'scale-upside-down', 'low')
      find(sign(aspect.step) > 0, 'step-not-above-0', 'step')
      find(sign(aspect.step) <= 0 || isWhole(divide(subtract(high, low), step)), 'step-misses-scale', 'step')
      find(sign(aspect.factor) > 0, 'factor-not-above-0', 'factor')
      find(compare(most, exact(aspect.max)) === 0, 'maximum-not-scale', 'max')
      break
    }
    case 'timed':
      find(aspect.limit > 0, 'limit-not-above-0', 'limit')
      find(startFits(aspect), 'start-off-maximum', 'start')
      find(aspect.floor !== null || aspect.start === 0, 'floor-missing', 'floor')
      find(aspect.floor === null || aspect.floor <= aspect.start, 'floor-above-start', 'floor')
      find(aspect.stop === null || aspect.stop.at >= aspect.limit, 'stop-before-limit', 'stop', 'at')
      if (aspect.over) findOver(aspect.over, find)
      if (aspect.bonus) {
        find(aspect.bonus.amount > 0, 'amount-not-above-0', 'bonus', 'amount')
        find(aspect.bonus.per > 0, 'unit-not-above-0', 'bonus', 'per')
        find(aspect.bonus.cap === null || aspect.bonus.cap > 0, 'cap-not-above-0', 'bonus', 'cap')
      }
      break
    case 'veto':
      find(aspect.max === 0, 'maximum-not-0', 'max')
      break
    case 'imported':
      find(aspect.max !== 0, 'maximum-nothing', 'max')
      break
  }
  return faults
}

function findOver(over: OverTime, find: (holds: boolean, fault: AspectFault, ...path: (string | number)[]) => void) {
  if (over.by === 'units') {
    find(over.amount > 0, 'amount-not-above-0', 'over', 'amount')
    find(over.per > 0, 'unit-not-above-0', 'over', 'per')
    find(over.cap === null || over.cap > 0, 'cap-not-above-0', 'over', 'cap')
    return
  }
  for (const [i, { upTo, deduct }] of over.steps.entries()) {
    const before = i === 0 ? 0 : over.steps[i - 1]!.upTo
    const isLast = i === over.steps.length - 1
    const rises = isLast ? upTo === null : upTo !== null && before !== null && upTo > before
    find(rises, 'table-not-rising', 'over', 'steps', i, 'upTo')
    find(deduct >= 0, 'deduction-below-0', 'over', 'steps', i, 'deduct')
  }
}

/** From the maximum, or from less of it; from 0 only a pure penalty starts, and its maximum is 0 (RULES §2). */
const startFits = ({ start, max }: { start: number; max: number }): boolean =>
  start === max || (start > 0 && start < max)

/** An option's points lie between the aspect's minimum and its maximum; a deduction is cut off at 0 by its rule. */
const optionFits = ({ min, max }: { min: number; max: number }, worth: ChoiceOption['worth']): boolean =>
  !('points' in worth) || (worth.points >= min && worth.points <= max)

const isUpright = ({ low, high }: Instrument): boolean =>
  low === null || high === null || compare(ofDecimal(low), ofDecimal(high)) <= 0
