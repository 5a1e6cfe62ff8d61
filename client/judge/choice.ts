import type { MarkValue } from '#domain/mark.ts'
import type { Aspect } from '#domain/rubric.ts'

/** What is marked with one key out of a row: from..to are the numbers that a keypad types for it. */
export interface ChoiceRow {
  readonly from: number
  readonly to: number
  /** The number that is asked about once before it is given. */
  readonly asks?: number
  valueOf(n: number): MarkValue
}

/** undefined for figures and deductions, which are typed otherwise. */
export function choiceRow(aspect: Aspect): ChoiceRow | undefined {
  switch (aspect.kind) {
    case 'judgement':
      return { from: 0, to: aspect.levels.length - 1, valueOf: (level) => ({ kind: 'judgement', level }) }
    case 'pass-fail':
      return { from: 0, to: 1, valueOf: (n) => ({ kind: 'pass-fail', passed: n === 1 }) }
    case 'veto':
      return { from: 0, to: 1, asks: 1, valueOf: (n) => ({ kind: 'veto', raised: n === 1 }) }
    case 'count':
      return { from: 0, to: aspect.of, valueOf: (done) => ({ kind: 'count', done }) }
    case 'choice':
      return { from: 1, to: aspect.options.length, valueOf: (n) => ({ kind: 'choice', option: n - 1 }) }
    default:
      return undefined
  }
}

/** What a digit does: a finished number, the beginning of one that waits for more or for Enter, or nothing. */
export type Typed = { readonly done: number } | { readonly open: string } | undefined

/**
 * "1" on 0–12 may become 10, so it waits; "2" cannot, so it is given at once. Nothing typed here ever reaches the next
 * aspect: a digit that fits nowhere is not taken.
 */
export function typeChoice({ from, to, asks }: ChoiceRow, before: string, digit: string): Typed {
  const text = before + digit
  const n = Number(text)
  if (text !== String(n)) return undefined // no second digit after a 0
  if (n > to) return undefined
  if (n === asks) return { open: text }
  const mayGrow = n > 0 && n * 10 <= to
  if (mayGrow) return { open: text }
  return n >= from ? { done: n } : undefined
}
