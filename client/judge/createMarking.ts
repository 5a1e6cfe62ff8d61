import { createMemo, createSignal } from 'solid-js'
import type { EntryId, SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import type { Seat } from './createSeat.ts'
import { isPadAspect, type PadKey, parsed as padValue, shownOnPad, typed } from './pad.ts'

/**
 * Where the judge is: which competitor, which sheet, which aspect, and what is being typed. What is typed belongs to
 * one cell and is forgotten when the judge leaves it: it never leaks into the next.
 */
export function createMarking(seat: Seat) {
  const [entryAt, setEntryAt] = createSignal(0)
  const [subAt, setSubAt] = createSignal(0)
  const [aspectAt, setAspectAt] = createSignal(0)
  const [typing, setTyping] = createSignal<string | null>(null)
  const [faults, setFaults] = createSignal<{ readonly cell: string; readonly counts: number[] } | null>(null)

  const entries = () => seat.state.view?.entries ?? []
  const sheets = createMemo(() =>
    (seat.state.view?.rubric.criteria ?? []).flatMap((criterion) =>
      criterion.subCriteria.map((subCriterion) => ({ criterion, subCriterion })),
    ),
  )
  const entry = () => entries()[Math.min(entryAt(), Math.max(0, entries().length - 1))]
  const sheet = () => sheets()[Math.min(subAt(), Math.max(0, sheets().length - 1))]
  const aspects = (): readonly Aspect[] => sheet()?.subCriterion.aspects ?? []
  const aspect = () => aspects()[Math.min(aspectAt(), Math.max(0, aspects().length - 1))]

  const forget = () => {
    setTyping(null)
    setFaults(null)
  }
  const goEntry = (at: number) => {
    if (at < 0 || at >= entries().length) return
    forget()
    setEntryAt(at)
    setAspectAt(0)
  }
  const goSheet = (id: SubCriterionId) => {
    forget()
    setSubAt(
      Math.max(
        0,
        sheets().findIndex(({ subCriterion }) => subCriterion.id === id),
      ),
    )
    setAspectAt(0)
  }
  const goAspect = (at: number) => {
    if (at < 0 || at >= aspects().length || at === aspectAt()) return
    forget()
    setAspectAt(at)
  }
  const goTo = (wanted: Aspect) => goAspect(aspects().findIndex(({ id }) => id === wanted.id))

  const sheetState = () => {
    const [on, at] = [entry(), sheet()]
    return on && at ? seat.sheetOf(on.id, at.subCriterion.id) : undefined
  }
  /** A mark may be given: the stage is open, the sheet is open, and the aspect is this seat's own. */
  const mayMark = (of: Aspect) =>
    seat.state.view?.state === 'open' && sheetState()?.state === 'open' && seat.isOwn(of.id)

  /** On to the next aspect of the sheet that this seat marks. */
  const advance = (from: Aspect) => {
    const at = aspects().findIndex(({ id }) => id === from.id)
    const next = aspects().findIndex((candidate, i) => i > at && seat.isOwn(candidate.id))
    if (next >= 0) goAspect(next)
    else forget()
  }

  const give = (of: Aspect, value: MarkValue) => {
    const on = entry()
    if (!on || !mayMark(of)) return
    void seat.give(on.id, of, value)
    goTo(of)
    advance(of)
  }
  /** Takes one occurrence more or less without moving on: a second tap may follow. */
  const giveAndStay = (of: Aspect, value: MarkValue) => {
    const on = entry()
    if (!on || !mayMark(of)) return
    goTo(of)
    void seat.give(on.id, of, value)
  }
  const takeBack = (of: Aspect) => {
    const on = entry()
    forget()
    if (on && mayMark(of) && seat.givenOf(on.id, of.id)) void seat.give(on.id, of, { kind: 'taken-back' })
  }
  const givenOf = (of: Aspect) => {
    const on = entry()
    return on ? seat.givenOf(on.id, of.id) : undefined
  }
  const cellOf = (of: Aspect) => {
    const on = entry()
    return on ? seat.cellOf(on.id, of.id) : undefined
  }
  const hasSpread = (of: Aspect) => sheetState()?.spread.includes(of.id) ?? false

  /** What the pad shows: what is being typed, else what was given. */
  const padText = (of: Aspect): string => {
    if (aspect()?.id === of.id && typing() !== null) return typing() ?? ''
    return shownOnPad(givenOf(of))
  }
  const press = (of: Aspect, key: PadKey) => {
    if (!isPadAspect(of) || !mayMark(of)) return
    goTo(of)
    const before = typing() ?? (key === 'back' ? padText(of) : '')
    if (key === 'clear' && typing() === null) {
      takeBack(of)
      return
    }
    const next = typed(of, before, key)
    if (next !== undefined) setTyping(next)
  }
  const canPress = (of: Aspect, key: PadKey): boolean => {
    if (!isPadAspect(of) || !mayMark(of)) return false
    if (key === 'clear' || key === 'back') return padText(of) !== ''
    const before = aspect()?.id === of.id ? (typing() ?? '') : ''
    return typed(of, before, key) !== undefined
  }
  const canEnter = (of: Aspect): boolean => isPadAspect(of) && mayMark(of) && padValue(of, padText(of)) !== undefined
  const enter = (of: Aspect) => {
    if (!isPadAspect(of)) return
    const text = padText(of)
    const value = padValue(of, text)
    if (!value) return
    setTyping(null)
    give(of, value)
  }

  const cellName = (of: Aspect) => `${entry()?.id} ${of.id}`
  /** Occurrences as being counted, else as given, else none counted yet. */
  const faultsOf = (of: Extract<Aspect, { kind: 'deduction' }>): readonly number[] => {
    const counting = faults()
    if (counting?.cell === cellName(of)) return counting.counts
    const value = givenOf(of)
    return value?.kind === 'deduction' ? value.faults : of.faults.map(() => 0)
  }
  const countFault = (of: Extract<Aspect, { kind: 'deduction' }>, fault: number, count: number) => {
    if (!mayMark(of)) return
    const counts = faultsOf(of).map((n, i) => (i === fault ? Math.max(0, Math.min(999, count)) : n))
    giveAndStay(of, { kind: 'deduction', faults: counts })
    setFaults({ cell: cellName(of), counts })
  }

  const missing = (): Aspect[] => {
    const [on, at] = [entry(), sheet()]
    return on && at ? seat.missingOf(on.id, at.subCriterion) : []
  }
  const ownAspects = () => aspects().filter((of) => seat.isOwn(of.id))
  const progressOf = (entryId: EntryId, subCriterion: SubCriterion) => {
    const own = subCriterion.aspects.filter((of) => seat.isOwn(of.id)).length
    return { own, done: own - seat.missingOf(entryId, subCriterion).length }
  }

  return {
    seat,
    entries,
    sheets,
    entry,
    entryAt,
    sheet,
    aspects,
    aspect,
    aspectAt,
    goEntry,
    goSheet,
    goAspect,
    goTo,
    sheetState,
    mayMark,
    advance,
    give,
    takeBack,
    givenOf,
    cellOf,
    hasSpread,
    padText,
    press,
    canPress,
    canEnter,
    enter,
    isTyping: (of: Aspect) => aspect()?.id === of.id && typing() !== null,
    faultsOf,
    countFault,
    missing,
    ownAspects,
    progressOf,
  }
}

export type Marking = ReturnType<typeof createMarking>
