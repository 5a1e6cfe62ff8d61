import type { Aspect } from '#domain/rubric.ts'
import { choiceRow } from './choice.ts'
import type { Marking } from './createMarking.ts'
import { isTyped, type PadKey, usesPad } from './pad.ts'

type Key = Pick<KeyboardEvent, 'key' | 'repeat' | 'code'>

/**
 * A USB keypad marks a whole sheet: digits, point, Enter; arrows go from aspect to aspect, / and * to the competitor before
 * and after. A digit of one choice is given at once; figures wait for Enter. No key takes a mark back: that is a button of
 * its own. Returns whether the key was ours.
 */
export function onKey(marking: Marking, event: Key): boolean {
  const { key } = event
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      marking.goAspect(marking.aspectAt() + 1)
      return true
    case 'ArrowUp':
    case 'ArrowLeft':
      marking.goAspect(marking.aspectAt() - 1)
      return true
  }
  if (key === '/' || key === '*') {
    if (!event.repeat) marking.goEntry(marking.entryAt() + (key === '*' ? 1 : -1))
    return true
  }
  // With NumLock off the point says Delete and the nought says Insert: those are slips, not commands.
  if (event.code.startsWith('Numpad') && /^(Delete|Insert|Home|End|PageUp|PageDown|Clear)$/.test(key)) return true
  const aspect = marking.aspect()
  if (!aspect || !marking.entry()) return false
  if (event.repeat) return /^[\d.,+-]$|^Enter$|^Backspace$/.test(key) // a key held down gives nothing twice
  if (isTyped(aspect)) return onPadKey(marking, aspect, key)
  if (aspect.kind === 'deduction') return onDeductionKey(marking, aspect, key)
  if (!choiceRow(aspect)) return false
  if (key === 'Enter') {
    marking.endTyping(aspect)
    return true
  }
  if (key === 'Backspace') {
    marking.forgetTyping(aspect)
    return true
  }
  return /^\d$/.test(key) && marking.typeDigit(aspect, key)
}

/** A digit sets the count of the fault in turn, + and − change it; Enter goes on to the next fault, then aspect. */
function onDeductionKey(marking: Marking, aspect: Extract<Aspect, { kind: 'deduction' }>, key: string): boolean {
  const at = Math.min(marking.faultAt(), aspect.faults.length - 1)
  const count = marking.faultsOf(aspect)[at] ?? 0
  if (key === '+') marking.countFault(aspect, at, count + 1)
  else if (key === '-') marking.countFault(aspect, at, count - 1)
  else if (key === 'Backspace') marking.countFault(aspect, at, Math.floor(count / 10))
  else if (/^\d$/.test(key)) marking.countFault(aspect, at, Number(key))
  else if (key === 'Enter') onDeductionEnter(marking, aspect, at)
  else return false
  return true
}

function onDeductionEnter(marking: Marking, aspect: Extract<Aspect, { kind: 'deduction' }>, at: number) {
  if (at < aspect.faults.length - 1) {
    marking.setFaultAt(at + 1)
    return
  }
  if (marking.givenOf(aspect) === undefined) marking.giveFaults(aspect, 'keypad')
  else marking.advance(aspect)
}

const PAD: Readonly<Record<string, PadKey>> = { ',': '.', '.': '.', '-': '-', Backspace: 'back', Delete: 'clear' }

function onPadKey(marking: Marking, aspect: Aspect, key: string): boolean {
  if (key === 'Enter') {
    const isChosen = !usesPad(aspect) && marking.typedOn(aspect) === null
    if (isChosen) marking.endTyping(aspect)
    else if (marking.canEnter(aspect)) marking.enter(aspect, 'keypad')
    return true
  }
  const pad = /^\d$/.test(key) ? (key as PadKey) : PAD[key]
  if (!pad) return false
  marking.press(aspect, pad, 'keypad')
  return true
}
