import { createSignal } from 'solid-js'
import type { EntryId, SubCriterionId } from '#domain/ids.ts'
import { type MarkValue, MOST_FAULTS, sameValue } from '#domain/mark.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import { amendedOf, isAnnulled } from './amended.ts'
import { choiceRow, typeChoice } from './choice.ts'
import { createDiscussion } from './createDiscussion.ts'
import { createPlace } from './createPlace.ts'
import type { Seat } from './createSeat.ts'
import {
  editable,
  isFinished,
  isOnTheWay,
  isPadAspect,
  keyed,
  type PadKey,
  parsed as padValue,
  shownOnPad,
  typed,
  usesPad,
  waitsForEnter,
} from './pad.ts'

type DeductionAspect = Extract<Aspect, { kind: 'deduction' }>

/** A finger stays where it is; a keypad goes on to the next aspect. */
export type By = 'finger' | 'keypad'

/** After a figure was entered by finger the next pad may open under it: what follows within this time is the same tap. */
const SAME_TAP = 300

/**
 * What a judge does with the sheet: giving, taking back, typing. What is typed belongs to one cell: a figure that was
 * not entered yet waits there, to be seen, until it is entered or taken away; it never leaks into another cell.
 */
export function createMarking(seat: Seat, seatId: string) {
  const place = createPlace(seat, seatId)
  const discussion = createDiscussion(seat, seatId)
  const { entry, sheet, aspects, aspect, aspectAt } = place
  const [typing, setTyping] = createSignal<ReadonlyMap<string, string>>(new Map())
  const [faults, setFaults] = createSignal<{ readonly cell: string; readonly counts: readonly number[] } | null>(null)
  /** Which fault of the current deduction the keypad counts. */
  const [faultAt, setFaultAt] = createSignal(0)
  let enteredAt = Number.NEGATIVE_INFINITY

  const cellName = (of: Aspect) => `${entry()?.id} ${of.id}`
  const type = (of: Aspect, text: string | null) => {
    const next = new Map(typing())
    if (text === null) next.delete(cellName(of))
    else next.set(cellName(of), text)
    setTyping(next)
  }
  /** Leaving a cell: a figure waits for its judge, digits towards a key of a row do not. */
  const forget = () => {
    const left = aspect()
    if (left && !usesPad(left)) type(left, null)
    setFaults(null)
    setFaultAt(0)
  }
  const goEntry = (at: number) => {
    if (at < 0 || at >= place.entries().length) return
    forget()
    place.goEntry(at)
  }
  const goSheet = (id: SubCriterionId) => {
    forget()
    place.goSheet(id)
  }
  /** A finger on a card makes it the current one and moves nothing. */
  const touch = (wanted: Aspect) => {
    if (wanted.id === aspect()?.id) return
    forget()
    place.goTo(wanted, false)
  }
  const goTo = (wanted: Aspect) => {
    if (wanted.id !== aspect()?.id) forget()
    place.goTo(wanted, true)
  }
  const goAspect = (at: number) => {
    const wanted = aspects()[at]
    if (wanted) goTo(wanted)
  }

  const sheetState = () => {
    const [on, at] = [entry(), sheet()]
    return on && at ? seat.sheetOf(on.id, at.subCriterion.id) : undefined
  }
  /** A mark may be given: the stage is open, the sheet is open, and the aspect is asked of this seat. */
  const mayMark = (of: Aspect) => seat.state.view?.state === 'open' && sheetState()?.state === 'open' && isAsked(of)

  /** This seat's to mark, and not annulled. */
  const isAsked = (of: Aspect) => seat.isOwn(of.id) && !isAnnulled(seat.state.view, of.id)

  const nextOwn = (from: Aspect): Aspect | undefined => {
    const at = aspects().findIndex(({ id }) => id === from.id)
    return aspects().find((candidate, i) => i > at && isAsked(candidate))
  }
  const advance = (from: Aspect) => {
    const next = nextOwn(from)
    if (next) goTo(next)
    else forget()
  }

  const give = (of: Aspect, value: MarkValue, by: By) => {
    const on = entry()
    if (!on || !mayMark(of)) return
    void seat.give(on.id, of, value)
    touch(of)
    type(of, null)
    if (by === 'keypad') advance(of)
  }
  const takeBack = (of: Aspect) => {
    const on = entry()
    forget()
    type(of, null)
    if (on && mayMark(of) && seat.givenOf(on.id, of.id)) void seat.give(on.id, of, { kind: 'taken-back' })
  }
  const dismiss = (of: Aspect) => {
    const on = entry()
    forget()
    if (on) void seat.dismiss(on.id, of.id)
  }
  const givenOf = (of: Aspect) => {
    const on = entry()
    return on ? seat.givenOf(on.id, of.id) : undefined
  }
  const cellOf = (of: Aspect) => {
    const on = entry()
    return on ? seat.cellOf(on.id, of.id) : undefined
  }

  const typedOn = (of: Aspect): string | null => (mayMark(of) ? (typing().get(cellName(of)) ?? null) : null)
  /** Figures of this sheet that were typed and not entered, and vetoes asked about and not answered. */
  const unentered = (): Aspect[] => ownAspects().filter((of) => waitsForEnter(of) && typedOn(of) !== null)
  /** What was typed leads to no value of the scale. */
  const isOff = (of: Aspect): boolean => isPadAspect(of) && !isOnTheWay(of, typedOn(of) ?? '')
  /** What the pad shows: what is being typed, else what was given. */
  const padText = (of: Aspect): string => typedOn(of) ?? shownOnPad(givenOf(of))
  const press = (of: Aspect, key: PadKey, by: By) => {
    if (!isPadAspect(of) || !mayMark(of) || (by === 'finger' && isSameTap())) return
    touch(of)
    const before = typedOn(of) ?? (key === 'back' && usesPad(of) ? editable(of, givenOf(of)) : '')
    if (key === 'clear' && typedOn(of) === null) {
      if (by === 'finger') takeBack(of)
      return
    }
    if (key === 'back' && before === '') return type(of, null)
    const next = typed(of, before, key) ?? (by === 'keypad' && usesPad(of) ? keyed(before, key) : undefined)
    // What is typed away altogether was never typed: what was given shows again.
    if (next === undefined) return
    type(of, next === '' ? null : next)
    // On a row of keys a grade that can grow no more is given at once, as any other key of a row.
    if (!usesPad(of) && key !== 'back' && isFinished(of, next)) enter(of, by)
  }
  const canPress = (of: Aspect, key: PadKey): boolean => {
    if (!isPadAspect(of) || !mayMark(of)) return false
    if (key === 'clear' || key === 'back') return padText(of) !== ''
    if (isOff(of)) return false
    return typed(of, typedOn(of) ?? '', key) !== undefined
  }
  const canEnter = (of: Aspect): boolean =>
    isPadAspect(of) && mayMark(of) && !isOff(of) && padValue(of, padText(of)) !== undefined
  const isSameTap = () => performance.now() - enteredAt < SAME_TAP
  const enter = (of: Aspect, by: By) => {
    if (!isPadAspect(of) || isOff(of) || (by === 'finger' && isSameTap())) return
    const value = padValue(of, padText(of))
    if (!value) return
    give(of, value, by)
    if (by === 'keypad') return
    enteredAt = performance.now()
    const next = nextOwn(of)
    if (next && usesPad(next)) goTo(next)
  }

  /** A digit of the keypad on a row of keys. Returns whether it meant anything. */
  const typeDigit = (of: Aspect, digit: string): boolean => {
    const row = choiceRow(of)
    const before = row?.asks === undefined ? (typedOn(of) ?? '') : ''
    const result = row && mayMark(of) ? typeChoice(row, before, digit) : undefined
    if (!row || !result) return false
    const given = givenOf(of)
    if (row.asks === Number(digit) && given && sameValue(given, row.valueOf(row.asks))) advance(of)
    else if ('open' in result) type(of, result.open)
    else give(of, row.valueOf(result.done), 'keypad')
    return true
  }
  /** A veto is asked about once before it is given: the question stands on its card until it is answered or left. */
  const askVeto = (of: Aspect) => {
    if (!mayMark(of)) return
    touch(of)
    type(of, '1')
  }
  /** Enter on a row of keys: what was typed stands; without it, on to the next aspect if this one is marked. */
  const endTyping = (of: Aspect) => {
    const row = choiceRow(of)
    const text = typedOn(of)
    if (row && text) give(of, row.valueOf(Number(text)), 'keypad')
    else if (givenOf(of) !== undefined) advance(of)
  }

  /** Occurrences as being counted, else as given, else none counted yet. */
  const faultsOf = (of: DeductionAspect): readonly number[] => {
    const counting = faults()
    if (counting?.cell === cellName(of)) return counting.counts
    const value = givenOf(of)
    return value?.kind === 'deduction' ? value.faults : of.faults.map(() => 0)
  }
  /** One occurrence more or less is a mark; a second tap may follow, so nothing moves on. */
  const countFault = (of: DeductionAspect, fault: number, count: number) => {
    const on = entry()
    if (!on || !mayMark(of)) return
    touch(of)
    const counts = faultsOf(of).map((n, i) => (i === fault ? Math.max(0, Math.min(MOST_FAULTS, count)) : n))
    setFaultAt(fault)
    setFaults({ cell: cellName(of), counts })
    void seat.give(on.id, of, { kind: 'deduction', faults: [...counts] })
  }
  const giveFaults = (of: DeductionAspect, by: By) => give(of, { kind: 'deduction', faults: [...faultsOf(of)] }, by)

  const missing = (): Aspect[] => {
    const [on, at] = [entry(), sheet()]
    return on && at ? seat.missingOf(on.id, at.subCriterion) : []
  }
  const ownAspects = () => aspects().filter(isAsked)
  const progressOf = (entryId: EntryId, subCriterion: SubCriterion) => {
    const own = subCriterion.aspects.filter(isAsked).length
    return { own, done: own - seat.missingOf(entryId, subCriterion).length }
  }

  return {
    seat,
    entries: place.entries,
    sheets: place.sheets,
    entry,
    entryAt: place.entryAt,
    sheet,
    aspects,
    aspect,
    aspectAt,
    moves: place.moves,
    goEntry,
    goSheet,
    goAspect,
    goTo,
    touch,
    sheetState,
    mayMark,
    advance,
    give,
    takeBack,
    dismiss,
    givenOf,
    cellOf,
    hasSpread: (of: Aspect) => sheetState()?.spread.includes(of.id) ?? false,
    /** What was given before the spread was found, and waits to be given again. */
    isEarlier: (of: Aspect) => {
      const standing = cellOf(of)?.standing
      return standing != null && (seat.state.view?.earlier ?? []).includes(standing)
    },
    /** What became of this judge's word that the spread of an aspect was talked over. */
    discussedOf: (of: Aspect) => {
      const on = entry()
      return on && discussion.saidOf(on.id, of.id)
    },
    mayDiscuss: (of: Aspect) => {
      const on = entry()
      return on !== undefined && mayMark(of) && discussion.maySay(on.id, of.id)
    },
    discuss: (of: Aspect) => {
      const on = entry()
      if (on) void discussion.say(on.id, of.id)
    },
    padText,
    press,
    canPress,
    canEnter,
    enter,
    typedOn,
    typeDigit,
    askVeto,
    endTyping,
    unentered,
    isOff,
    isAsked,
    amendedOf: (of: Aspect) => amendedOf(seat.state.view, of.id),
    forgetTyping(of: Aspect) {
      type(of, null)
    },
    faultsOf,
    isCounting: (of: Aspect) => aspect()?.id === of.id,
    faultAt,
    setFaultAt,
    countFault,
    giveFaults,
    missing,
    ownAspects,
    progressOf,
  }
}

export type Marking = ReturnType<typeof createMarking>
