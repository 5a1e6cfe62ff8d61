import { address, type Grid } from '../grid.ts'
import { type AspectId, asId } from '../ids.ts'
import { noPoints, ofThousandths, type Points, parsePoints } from '../points.ts'
import { asDecimal, type Decimal } from '../rational.ts'
import type { AspectRule, Band, ChoiceOption, Deduction, Instrument } from '../rubric.ts'
import { faultsOf } from '../rubric-faults.ts'
import { textOf } from './text.ts'

/** One row of the sheet `Calculations`: name, kind, reusable, parameters. Rows keep their number; there is no header. */
export interface Calculation {
  /** From 1, as column "Calculation Row" counts. */
  readonly row: number
  readonly name: string
  readonly kind: string
  readonly parameters: ReadonlyMap<string, { readonly number: string | null; readonly text: string | null }>
  readonly raw: string
  readonly where: string
}

/** parameters := NAME ":::" number "#x~x#" text, joined by "#-#" (knowledge: cis-workbook §5). */
function parseParameters(raw: string): Calculation['parameters'] {
  const parameters = new Map<string, { number: string | null; text: string | null }>()
  for (const parameter of raw.split('#-#')) {
    const at = parameter.indexOf(':::')
    if (at < 0) continue
    const [number = '', text = ''] = parameter.slice(at + 3).split('#x~x#')
    parameters.set(parameter.slice(0, at).trim().toUpperCase(), { number: plain(number), text: textOf(text) })
  }
  return parameters
}

/** "0.25000000" → "0.25", "0E-8" → "0"; null where it is no number. */
function plain(raw: string): string | null {
  const text = raw.trim().replace(',', '.')
  if (!/^[+-]?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(text)) return null
  const value = Number(text)
  if (!Number.isFinite(value) || Math.abs(value) >= 1e12) return null
  const fixed = value.toFixed(8).replace(/\.?0+$/, '')
  return fixed === '-0' ? '0' : fixed
}

/** No kind that is known is nearly as long. */
const MOST_KIND = 100

export function readCalculations(grid: Grid | undefined): readonly Calculation[] {
  if (!grid) return []
  return grid.rows.flatMap((cells, row): Calculation[] => {
    const kind = textOf(cells[1])
    if (kind === null) return []
    const raw = textOf(cells[3]) ?? ''
    return [
      {
        row: row + 1,
        name: textOf(cells[0]) ?? '',
        kind: kind.toUpperCase().slice(0, MOST_KIND),
        parameters: parseParameters(String(cells[3] ?? '')),
        raw,
        where: `${grid.name}!${address(row, 1)}`,
      },
    ]
  })
}

/** The rule that a calculation gives an aspect; undefined where it is unknown, incomplete, or cannot be marked by. */
export function ruleFor(calculation: Calculation, max: Points): AspectRule | undefined {
  const rule = ruleOf(calculation, max)
  return rule && faultsOf({ ...NOBODY, max, ...rule }).length === 0 ? rule : undefined
}

/** An aspect without words: enough to ask whether its figures hold together. */
const NOBODY = { id: asId<AspectId>('?'), name: '', notes: [], requirement: '', section: null } as const

function ruleOf({ kind, parameters }: Calculation, max: Points): AspectRule | undefined {
  const decimal = (name: string): Decimal | undefined => {
    const number = parameters.get(name)?.number
    return number == null ? undefined : asDecimal(number)
  }
  const unit: Deduction['in'] =
    parameters.get('DEDUCTION_TYPE')?.text?.toUpperCase() === 'PERCENT' ? 'percent' : 'points'
  const deduction = (name: string): Deduction | undefined => {
    const deduct = decimal(name)
    return deduct === undefined ? undefined : { deduct, in: unit }
  }
  switch (kind) {
    case 'PASS_FAIL':
      return { kind: 'pass-fail' }
    case 'NUMBER_COMPLETED': {
      const of = Number(decimal('NUM_POSSIBLE'))
      return Number.isInteger(of) && of >= 1 ? { kind: 'count', of } : undefined
    }
    case 'CHOICE': {
      const numbers = numbersOf(parameters, /^CHOICE(\d+)_(?:LABEL|DEDUCTION)$/)
      const isWorthPoints = parameters.get('CHOICE_WORTH')?.text === 'POINTS'
      const options = numbers.flatMap((n) => {
        const taken = deduction(`CHOICE${n}_DEDUCTION`)
        const worth = taken && isWorthPoints ? leftOf(max, taken) : taken
        const label = parameters.get(`CHOICE${n}_LABEL`)?.text
        return worth ? [{ label: label ?? `${n}`, worth }] : []
      })
      return options.length >= 2 ? { kind: 'choice', min: noPoints, options } : undefined
    }
    case 'REGULAR_DIFFERENCE_DEDUCTION': {
      const target = decimal('TARGET_VALUE')
      const step = decimal('DIFFERENCE')
      const taken = deduction('DEDUCTION')
      if (target === undefined || step === undefined || Number(step) <= 0 || !taken) return undefined
      const inPercent = parameters.get('DIFFERENCE_TYPE')?.text?.toUpperCase() === 'PERCENT'
      return {
        kind: 'difference',
        target,
        step,
        stepIn: inPercent ? 'percent-of-target' : 'units',
        steps: 'complete',
        deduction: taken,
        instrument: instrumentOf(parameters, instrumentFor([target, step])),
      }
    }
    case 'RANGED_SCORE': {
      const target = decimal('TARGET_VALUE')
      if (target === undefined) return undefined
      const bands = numbersOf(parameters, /^RANGE(\d+)_/).flatMap((n): Band[] => {
        const [lower, upper] = [decimal(`RANGE${n}_LOWER`), decimal(`RANGE${n}_UPPER`)]
        const taken = deduction(`RANGE${n}_DEDUCTION`)
        return lower !== undefined && upper !== undefined && taken ? [{ lower, upper, deduction: taken }] : []
      })
      const edges = bands.flatMap((band) => [band.lower, band.upper])
      return bands.length > 0
        ? { kind: 'range', target, bands, instrument: instrumentOf(parameters, instrumentFor([target, ...edges])) }
        : undefined
    }
    default:
      return undefined
  }
}

const numbersOf = (parameters: Calculation['parameters'], pattern: RegExp): number[] =>
  [...new Set([...parameters.keys()].flatMap((name) => pattern.exec(name)?.[1] ?? []))]
    .map(Number)
    .sort((a, b) => a - b)

/** The format names no instrument: the pad takes two decimals, or more where the target has more. */
export const instrumentFor = (figures: readonly Decimal[]): Instrument => ({
  unit: '',
  decimals: Math.max(2, ...figures.map((figure) => figure.split('.')[1]?.length ?? 0)),
  low: null,
  high: null,
})

/** Parameters of our own (calculation-rows.ts), which no mark depends on: the instrument that readings are taken with. */
function instrumentOf(parameters: Calculation['parameters'], usual: Instrument): Instrument {
  const decimals = Number(parameters.get('INSTRUMENT_DECIMALS')?.number ?? Number.NaN)
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 9) return usual
  const limit = (name: string): Decimal | null => {
    const number = parameters.get(name)?.number
    return number == null ? null : asDecimal(number)
  }
  const unit = parameters.get('INSTRUMENT_UNIT')?.text ?? ''
  return { unit, decimals, low: limit('INSTRUMENT_LOW'), high: limit('INSTRUMENT_HIGH') }
}

/** An option that was written as its points: what is left of the maximum. */
function leftOf(max: Points, { deduct, in: unit }: Deduction): ChoiceOption['worth'] {
  const taken = unit === 'points' ? parsePoints(deduct) : undefined
  return taken === undefined ? { deduct, in: unit } : { points: ofThousandths(max - taken) }
}

/** An aspect whose calculation nobody can compute: points from 0 to its maximum, by hundredths. */
export const byHand: AspectRule = { kind: 'points', min: noPoints, step: ofThousandths(10) }
