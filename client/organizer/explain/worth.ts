import type { Figure } from '#contract/entry-explanation.ts'
import type { MarkValue } from '#domain/mark.ts'
import { exact } from '#domain/points.ts'
import {
  absolute,
  add,
  ceilingOf,
  compare,
  type Decimal,
  divide,
  floorOf,
  multiply,
  ofDecimal,
  rational,
  subtract,
  whole,
  writtenOut,
  zero,
} from '#domain/rational.ts'
import type { Aspect, Band, Deduction } from '#domain/rubric.ts'
import { t } from '../../i18n/explain.ts'
import { shown } from '../../judge/shown.ts'
import { plain, points, written } from './figures.ts'

type Of<Kind extends Aspect['kind']> = Extract<Aspect, { kind: Kind }>

/** "1.00 × 9 ÷ 12 = 0.75": how one seat's mark came to its worth, in a line that a pencil can follow. */
export function worthSentence(aspect: Aspect, mark: MarkValue, worth: Figure): string {
  const said = workOf(aspect, mark, points(worth))
  return said ?? `${shown(aspect, mark)} → ${points(worth)}`
}

function workOf(aspect: Aspect, mark: MarkValue, worth: string): string | undefined {
  const most = written(exact(aspect.max))
  if (mark.kind === 'judgement' && aspect.kind === 'judgement')
    return `${most} × ${mark.level} ÷ ${aspect.levels.length - 1} = ${worth}`
  if (mark.kind === 'count' && aspect.kind === 'count') return `${most} × ${mark.done} ÷ ${aspect.of} = ${worth}`
  if (mark.kind === 'choice' && aspect.kind === 'choice') return choiceWork(aspect, mark.option, worth)
  if (mark.kind === 'difference' && aspect.kind === 'difference') return differenceWork(aspect, mark.reading, worth)
  if (mark.kind === 'range' && aspect.kind === 'range') return rangeWork(aspect, mark.reading, worth)
  if (mark.kind === 'deduction' && aspect.kind === 'deduction') return faultsWork(aspect, mark.faults, worth)
  return undefined
}

/** A difference that would fall below its floor says so. */
const held = (expression: string, value: string, worth: string) =>
  value === worth ? `${expression} = ${worth}` : `${expression} = ${value} → ${worth}`

/** What is taken off once: an amount, or a share of the maximum. */
function amountOf(aspect: Aspect, { deduct, in: unit }: Deduction) {
  const most = exact(aspect.max)
  return unit === 'points'
    ? { text: points(deduct), value: ofDecimal(deduct) }
    : {
        text: `${written(most)} × ${plain(deduct)} ÷ 100`,
        value: multiply(most, divide(ofDecimal(deduct), whole(100))),
      }
}

function afterDeduction(aspect: Aspect, deduction: Deduction, worth: string): string {
  const amount = amountOf(aspect, deduction)
  if (compare(amount.value, zero) === 0) return `${written(exact(aspect.max))} − 0 = ${worth}`
  const left = subtract(exact(aspect.max), amount.value)
  const value = compare(left, zero) < 0 ? written(left) : worth
  return held(`${written(exact(aspect.max))} − ${amount.text}`, value, worth)
}

function choiceWork(aspect: Of<'choice'>, option: number, worth: string): string | undefined {
  const chosen = aspect.options[option]
  if (!chosen) return undefined
  const name = `${option + 1} ${chosen.label}`.trim()
  return 'points' in chosen.worth
    ? `${name} → ${worth}`
    : `${name}${t('colon')}${afterDeduction(aspect, chosen.worth, worth)}`
}

function differenceWork(aspect: Of<'difference'>, reading: Decimal, worth: string): string | undefined {
  const target = ofDecimal(aspect.target)
  const step =
    aspect.stepIn === 'units'
      ? ofDecimal(aspect.step)
      : absolute(multiply(target, divide(ofDecimal(aspect.step), whole(100))))
  if (compare(step, zero) === 0) return undefined
  const away = absolute(subtract(ofDecimal(reading), target))
  const steps = divide(away, step)
  const counted =
    aspect.steps === 'proportional'
      ? steps
      : rational(aspect.steps === 'complete' ? floorOf(steps) : ceilingOf(steps), 1n)
  const n = writtenOut(counted)
  const amount = amountOf(aspect, aspect.deduction)
  const left = subtract(exact(aspect.max), multiply(amount.value, counted))
  const value = compare(left, zero) < 0 ? written(left) : worth
  const distance = {
    away: `|${plain(reading)} − ${plain(aspect.target)}| = ${writtenOut(away)}`,
    step: writtenOut(step),
  }
  const walked = `${t('distance', distance)}${t('colon')}${t(`steps.${aspect.steps}`, { n })}`
  const taken = held(`${written(exact(aspect.max))} − ${n} × ${amount.text}`, value, worth)
  return `${walked}${t('semicolon')}${taken}`
}

function rangeWork(aspect: Of<'range'>, reading: Decimal, worth: string): string {
  const target = ofDecimal(aspect.target)
  const bounds = ({ lower, upper }: Band) => ({
    from: subtract(target, ofDecimal(lower)),
    to: add(target, ofDecimal(upper)),
  })
  const widthOf = (band: Band) => add(ofDecimal(band.lower), ofDecimal(band.upper))
  const [narrowest] = aspect.bands
    .filter((band) => {
      const { from, to } = bounds(band)
      return compare(ofDecimal(reading), from) >= 0 && compare(ofDecimal(reading), to) <= 0
    })
    .sort((a, b) => compare(widthOf(a), widthOf(b)))
  if (!narrowest) return `${t('outside', { reading: plain(reading) })} → ${worth}`
  const { from, to } = bounds(narrowest)
  const within = { reading: plain(reading), from: plain(writtenOut(from)), to: plain(writtenOut(to)) }
  return `${t('within', within)}${t('colon')}${afterDeduction(aspect, narrowest.deduction, worth)}`
}

function faultsWork(aspect: Of<'deduction'>, counts: readonly number[], worth: string): string {
  const taken = aspect.faults.flatMap(({ amount, cap }, i) => {
    const times = counts[i] ?? 0
    if (times === 0) return []
    const product = `${times} × ${written(exact(amount))}`
    const isCapped = cap !== null && amount * times > cap
    const value = isCapped ? exact(cap) : multiply(exact(amount), whole(times))
    return [{ text: isCapped ? `min(${product}, ${written(exact(cap))})` : product, value }]
  })
  const left = taken.reduce((rest, { value }) => subtract(rest, value), exact(aspect.start))
  const expression = [written(exact(aspect.start)), ...taken.map(({ text }) => text)].join(' − ')
  return held(taken.length > 0 ? expression : `${expression} − 0`, written(left), worth)
}
