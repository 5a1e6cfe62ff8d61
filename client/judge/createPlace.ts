import { createMemo, createSignal } from 'solid-js'
import type { SeatEntry } from '#contract/seats.ts'
import type { AspectId, EntryId, SubCriterionId } from '#domain/ids.ts'
import type { Aspect } from '#domain/rubric.ts'
import type { Seat } from './createSeat.ts'

/**
 * Where the judge is: which competitor, which sheet, which aspect. Held by their ids: when the list changes from afar
 * (somebody is absent, somebody is added), the judge stays with the same person or is told that the person is gone,
 * and never slides on to the neighbour. Kept over a reload of the page.
 */
export function createPlace(seat: Seat, seatId: string) {
  const kept = readPlace(seatId)
  const [chosenEntry, setEntry] = createSignal<EntryId | undefined>(kept.entryId)
  const [chosenSheet, setSheet] = createSignal<SubCriterionId | undefined>(kept.subCriterionId)
  const [chosenAspect, setAspect] = createSignal<AspectId>()
  /** Counts the moves after which the current card has to be brought into view. */
  const [moves, setMoves] = createSignal(0)

  const entries = () => seat.state.view?.entries ?? []
  const sheets = createMemo(() =>
    (seat.state.view?.rubric.criteria ?? []).flatMap((criterion) =>
      criterion.subCriteria.map((subCriterion) => ({ criterion, subCriterion })),
    ),
  )
  const entryId = createMemo<EntryId | undefined>((before) => chosenEntry() ?? before ?? entries()[0]?.id)
  /** undefined: there is nobody, or the one who was chosen is no longer to be marked. */
  const entry = (): SeatEntry | undefined => entries().find(({ id }) => id === entryId())
  const entryAt = () => entries().findIndex(({ id }) => id === entryId())
  /** Until one is chosen: the first on which there is something to do for this seat. */
  const first = () =>
    sheets().find(({ subCriterion }) => subCriterion.aspects.some(({ id }) => seat.isOwn(id))) ?? sheets()[0]
  const sheet = createMemo(() => sheets().find(({ subCriterion }) => subCriterion.id === chosenSheet()) ?? first())
  const aspects = (): readonly Aspect[] => sheet()?.subCriterion.aspects ?? []
  const aspect = () => aspects().find(({ id }) => id === chosenAspect()) ?? aspects()[0]
  const aspectAt = () => aspects().findIndex(({ id }) => id === aspect()?.id)

  const keep = () => writePlace(seatId, { entryId: entryId(), subCriterionId: sheet()?.subCriterion.id })
  const goEntry = (at: number) => {
    const next = entries()[at]
    if (!next) return
    setEntry(next.id)
    setAspect(undefined)
    setMoves(moves() + 1)
    keep()
  }
  const goSheet = (id: SubCriterionId) => {
    setSheet(id)
    setAspect(undefined)
    setMoves(moves() + 1)
    keep()
  }
  /** `reveal` scrolls to the card; without it nothing moves under the finger that is already there. */
  const goTo = (wanted: Aspect, reveal: boolean) => {
    setAspect(wanted.id)
    if (reveal) setMoves(moves() + 1)
  }

  return { entries, sheets, entry, entryAt, sheet, aspects, aspect, aspectAt, moves, goEntry, goSheet, goTo }
}

interface Place {
  readonly entryId?: EntryId | undefined
  readonly subCriterionId?: SubCriterionId | undefined
}

const KEY = (seatId: string) => `skillmark.place.${seatId}`

function readPlace(seatId: string): Place {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY(seatId)) ?? '{}') as Place | null) ?? {}
  } catch {
    return {}
  }
}

function writePlace(seatId: string, place: Place) {
  try {
    sessionStorage.setItem(KEY(seatId), JSON.stringify(place))
  } catch {
    // then a reload begins with the first competitor again
  }
}
