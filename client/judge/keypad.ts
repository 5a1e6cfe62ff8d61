import type { Aspect } from '#domain/rubric.ts'
import type { Marking } from './createMarking.ts'
import { type PadKey, usesPad } from './pad.ts'

/**
 * A USB keypad marks a whole sheet: digits, point, Enter and arrows. Digits of one choice commit at once; figures wait
 * for Enter. Returns whether the key was ours.
 */
export function onKey(marking: Marking, event: Pick<KeyboardEvent, 'key' | 'repeat'>): boolean {
  const { key } = event
  switch (key) {
    case 'ArrowDown':
      marking.goAspect(marking.aspectAt() + 1)
      return true
    case 'ArrowUp':
      marking.goAspect(marking.aspectAt() - 1)
      return true
    case 'ArrowRight':
      marking.goEntry(marking.entryAt() + 1)
      return true
    case 'ArrowLeft':
      marking.goEntry(marking.entryAt() - 1)
      return true
  }
  const aspect = marking.aspect()
  if (!aspect || event.repeat) return false
  if (usesPad(aspect)) return onPadKey(marking, aspect, key)
  if (key === 'Enter') return onEnter(marking, aspect)
  if (key === 'Backspace' || key === 'Delete') {
    marking.takeBack(aspect)
    return true
  }
  const digit = /^\d$/.test(key) ? Number(key) : undefined
  switch (aspect.kind) {
    case 'judgement':
      if (digit === undefined || digit >= aspect.levels.length) return false
      marking.give(aspect, { kind: 'judgement', level: digit })
      return true
    case 'pass-fail':
      if (digit !== 0 && digit !== 1) return false
      marking.give(aspect, { kind: 'pass-fail', passed: digit === 1 })
      return true
    case 'count':
      if (digit === undefined || digit > aspect.of) return false
      marking.give(aspect, { kind: 'count', done: digit })
      return true
    case 'choice':
      if (digit === undefined || digit < 1 || digit > aspect.options.length) return false
      marking.give(aspect, { kind: 'choice', option: digit - 1 })
      return true
    case 'deduction':
      return onDeductionKey(marking, aspect, key, digit)
    default:
      return false
  }
}

/** Enter on what is marked goes on; on a deduction that nobody has counted yet it says: none. */
function onEnter(marking: Marking, aspect: Aspect): boolean {
  if (aspect.kind === 'deduction' && marking.givenOf(aspect) === undefined) {
    marking.give(aspect, { kind: 'deduction', faults: [...marking.faultsOf(aspect)] })
    return true
  }
  if (marking.givenOf(aspect) !== undefined) marking.advance(aspect)
  return true
}

function onDeductionKey(
  marking: Marking,
  aspect: Extract<Aspect, { kind: 'deduction' }>,
  key: string,
  digit: number | undefined,
): boolean {
  const count = marking.faultsOf(aspect)[0] ?? 0
  if (key === '+') marking.countFault(aspect, 0, count + 1)
  else if (key === '-') marking.countFault(aspect, 0, count - 1)
  else if (digit !== undefined) marking.countFault(aspect, 0, digit)
  else return false
  return true
}

const PAD: Readonly<Record<string, PadKey>> = { ',': '.', '.': '.', '-': '-', Backspace: 'back', Delete: 'clear' }

function onPadKey(marking: Marking, aspect: Aspect, key: string): boolean {
  if (key === 'Enter') {
    if (marking.canEnter(aspect)) marking.enter(aspect)
    return true
  }
  const pad = /^\d$/.test(key) ? (key as PadKey) : PAD[key]
  if (!pad) return false
  marking.press(aspect, pad)
  return true
}
