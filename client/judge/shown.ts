import type { GivenValue, MarkValue } from '#domain/mark.ts'
import { formatPoints, ofThousandths } from '#domain/points.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { Aspect } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { signed } from '../ui/limits.ts'
import { clockTime } from './clock.ts'

/** What a fault has cost, with the true minus sign: "−0.50". */
export const costOf = (aspect: Extract<Aspect, { kind: 'deduction' }>, counts: readonly number[]): string => {
  const taken = aspect.faults.reduce(
    (sum, fault, i) => sum + Math.min(fault.amount * (counts[i] ?? 0), fault.cap ?? Number.POSITIVE_INFINITY),
    0,
  )
  return taken === 0 ? '0.00' : `−${formatPoints(ofThousandths(taken))}`
}

/** A mark as the rail and the sign sheet show it: what was given, never what it is worth. */
export function shown(aspect: Aspect, value: GivenValue | undefined): string {
  if (!value || value.kind === 'taken-back') return '—'
  switch (value.kind) {
    case 'not-attempted':
      return t('notAttempted')
    case 'judgement':
      return String(value.level)
    case 'pass-fail':
      return value.passed ? t('yes') : t('no')
    case 'count':
      return aspect.kind === 'count' ? `${value.done} / ${aspect.of}` : String(value.done)
    case 'choice':
      return String(value.option + 1)
    case 'difference':
    case 'range':
      return value.reading
    case 'points':
    case 'imported':
      return formatPoints(ofThousandths(value.points))
    case 'scaled':
      return signed(value.grade)
    case 'timed':
      return clockTime(value.time)
    case 'veto':
      return value.raised ? t('veto.raised') : t('veto.notRaised')
    case 'deduction':
      return aspect.kind === 'deduction' ? costOf(aspect, value.faults) : '—'
  }
}

/** What stands in a spread, which only grades can have: the level, the points, or that it was not attempted. */
export function gradeIn(value: MarkValue): string {
  if (value.kind === 'judgement') return String(value.level)
  if (value.kind === 'points') return formatPoints(value.points)
  return value.kind === 'scaled' ? signed(value.grade) : t('notAttempted')
}

export const whyOf = (kind: string): string =>
  (t as (key: string) => string | undefined)(`why.${kind}`) ?? `${t('why.unexpected')} (${kind})`

/** What can still be done about a mark that was not taken: a sheet that is signed or locked takes none again. */
export function remedyOf(receipt: Pick<Receipt, 'outcome' | 'refusal'> | null): string {
  if (receipt?.outcome === 'quarantined' || receipt?.refusal?.kind === 'stage-not-open') return t('sync.tellChief')
  return t(receipt?.refusal?.kind === 'sheet-signed' ? 'sync.askReturn' : 'sync.check')
}

export const timeOf = (at: number): string =>
  new Date(at).toLocaleTimeString('zh-CN', { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "2026-05-16 14:33" in the tablet's own time. */
export const dayAndTimeOf = (at: number): string => {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = new Date(at)
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
  return `${date} ${two(day.getHours())}:${two(day.getMinutes())}`
}

/** "平直，弯折一致" may break after its commas only: short phrases stay whole. */
export const phrases = (text: string): string[] => text.match(/[^，；、,;]+[，；、,;]?\s?/g) ?? [text]
