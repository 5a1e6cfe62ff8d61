import { formatPoints, ofThousandths, type Points } from '../points.ts'
import { asDecimal, type Decimal } from '../rational.ts'
import { err, ok, type Result } from '../result.ts'
import type { Aspect, ChoiceOption, Deduction, DifferenceRule, Instrument, RangeRule } from '../rubric.ts'
import { instrumentFor } from './calculations.ts'
import type { ExportRefusal } from './export-words.ts'

/** A row of the sheet Calculations, to be written: name (null where private to one aspect), kind, reusable, parameters. */
export interface CalculationRow {
  readonly name: string | null
  readonly kind: string
  readonly reusable: boolean
  readonly parameters: string
}

/** More have not been seen in any workbook of CIS (knowledge: cis-workbook §5). */
const MOST_CHOICES = 4
const RANGES = [1, 2, 3] as const
const LEVELS = 4

const PASS_FAIL: CalculationRow = { name: 'Measurement', kind: 'PASS_FAIL', reusable: true, parameters: '' }

/**
 * The calculation that marks this aspect in CIS, null for a judgement, or all that CIS cannot compute in it. What a
 * calculation has no place for and no mark depends on (the instrument; whether an option was written as its points) goes
 * into parameters of our own, in the grammar of the others; everything that a mark depends on stands in CIS's own.
 */
export function calculationOf(aspect: Aspect): Result<CalculationRow | null, readonly ExportRefusal[]> {
  const refusals: ExportRefusal[] = []
  const refuse = (holds: boolean, kind: ExportRefusal['kind'], more: ExportRefusal['with'] = {}) => {
    if (!holds) refusals.push({ kind, where: aspect.id, with: more })
  }
  const unless = (row: CalculationRow | null) => (refusals.length > 0 ? err(refusals) : ok(row))
  switch (aspect.kind) {
    case 'pass-fail':
      return ok(PASS_FAIL)
    case 'judgement':
      refuse(aspect.levels.length === LEVELS, 'levels-not-four', { found: aspect.levels.length })
      return unless(null)
    case 'count':
      return ok({
        name: `Number Completed ${aspect.of}`,
        kind: 'NUMBER_COMPLETED',
        reusable: true,
        parameters: parameters(number('NUM_POSSIBLE', asDecimal(String(aspect.of)))),
      })
    case 'choice':
      refuse(aspect.min === 0, 'minimum-not-0', { min: formatPoints(aspect.min) })
      refuse(aspect.options.length <= MOST_CHOICES, 'too-many-options', { found: aspect.options.length })
      refuse(isOfOneKind(aspect.options.map(({ worth }) => worth)), 'mixed-deductions')
      return unless(own('CHOICE', choiceParameters(aspect.options, aspect.max)))
    case 'difference':
      refuse(aspect.steps === 'complete', 'steps-not-complete')
      return unless(own('REGULAR_DIFFERENCE_DEDUCTION', differenceParameters(aspect)))
    case 'range':
      refuse(aspect.bands.length <= RANGES.length, 'too-many-bands', { found: aspect.bands.length })
      refuse(isOfOneKind(aspect.bands.map(({ deduction }) => deduction)), 'mixed-deductions')
      return unless(own('RANGED_SCORE', rangeParameters(aspect)))
    // Whatever kinds are added to the rule book: only those above are known to CIS.
    default:
      return err([{ kind: 'kind-not-held', where: aspect.id, with: { kind: aspect.kind } }])
  }
}

const own = (kind: string, text: string): CalculationRow => ({ name: null, kind, reusable: false, parameters: text })

/** One calculation has one DEDUCTION_TYPE. */
const isOfOneKind = (worths: readonly ChoiceOption['worth'][]): boolean =>
  new Set(worths.map((worth) => ('points' in worth ? 'points of its own' : worth.in))).size <= 1

function choiceParameters(options: readonly ChoiceOption[], max: Points): string {
  const first = options[0]?.worth
  const isPoints = first !== undefined && 'points' in first
  return parameters(
    deductionType(first && !('points' in first) ? first.in : 'points'),
    ...(isPoints ? [text('CHOICE_WORTH', 'POINTS')] : []),
    ...options.flatMap(({ label, worth }, i) => [
      text(`CHOICE${i + 1}_LABEL`, label),
      number(`CHOICE${i + 1}_DEDUCTION`, 'points' in worth ? taken(max, worth.points) : worth.deduct),
    ]),
  )
}

const taken = (max: Points, worth: Points): Decimal => asDecimal(formatPoints(ofThousandths(max - worth)))

const differenceParameters = ({ target, step, stepIn, deduction, instrument }: DifferenceRule): string =>
  parameters(
    number('TARGET_VALUE', target),
    number('DIFFERENCE', step),
    text('DIFFERENCE_TYPE', stepIn === 'units' ? 'UNIT' : 'PERCENT'),
    number('DEDUCTION', deduction.deduct),
    deductionType(deduction.in),
    ...instrumentParameters(instrument, instrumentFor([target, step])),
  )

const rangeParameters = ({ target, bands, instrument }: RangeRule): string =>
  parameters(
    number('TARGET_VALUE', target),
    deductionType(bands[0]?.deduction.in ?? 'points'),
    ...RANGES.flatMap((n) => [
      number(`RANGE${n}_LOWER`, bands[n - 1]?.lower ?? null),
      number(`RANGE${n}_UPPER`, bands[n - 1]?.upper ?? null),
      number(`RANGE${n}_DEDUCTION`, bands[n - 1]?.deduction.deduct ?? null),
    ]),
    ...instrumentParameters(
      instrument,
      instrumentFor([target, ...bands.flatMap(({ lower, upper }) => [lower, upper])]),
    ),
  )

/** Nothing for the instrument that the import takes where none is named. */
function instrumentParameters({ unit, decimals, low, high }: Instrument, usual: Instrument): readonly string[] {
  if (unit === usual.unit && decimals === usual.decimals && low === null && high === null) return []
  return [
    text('INSTRUMENT_UNIT', unit),
    number('INSTRUMENT_DECIMALS', asDecimal(String(decimals))),
    number('INSTRUMENT_LOW', low),
    number('INSTRUMENT_HIGH', high),
  ]
}

const parameters = (...all: readonly string[]): string => all.join('#-#')
const text = (name: string, words: string): string => `${name}:::#x~x#${words}`
const number = (name: string, value: Decimal | null): string =>
  `${name}:::${value === null ? '' : eightPlaces(value)}#x~x#`
const deductionType = (unit: Deduction['in']): string => text('DEDUCTION_TYPE', unit === 'percent' ? 'PERCENT' : 'UNIT')

/** "0.25" → "0.25000000"; nought is "0E-8". */
function eightPlaces(value: Decimal): string {
  const [whole = '0', fraction = ''] = value.split('.')
  return Number(value) === 0 ? '0E-8' : `${whole}.${fraction.padEnd(8, '0')}`
}
