import { createSignal, getOwner, onCleanup, onMount, runWithOwner } from 'solid-js'
import type { SeatEntry } from '#contract/seats.ts'
import type { AspectId, EntryId, SeatId } from '#domain/ids.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import type { NoteStanding, Notes } from './createNotes.ts'
import type { Seat } from './createSeat.ts'
import type { NotePanel } from './NotePanel.tsx'

/** What a note is about, while its panel is open. */
export interface NotedCell {
  readonly entry: SeatEntry
  readonly subCriterion: SubCriterion
  readonly aspect: Aspect
}

const TRY_AGAIN = 5000

/**
 * The notes as the marking page knows them. All that notes need is loaded behind the page, once it stands: marking never
 * waits for it, and a tablet that then loses the line can still note.
 */
export function createNoteDesk(seatId: SeatId, seat: Seat) {
  const [loaded, setLoaded] = createSignal<{ readonly notes: Notes; readonly Panel: typeof NotePanel }>()
  const [opened, setOpened] = createSignal<NotedCell>()
  const owner = getOwner()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isGone = false

  const load = async () => {
    try {
      const [{ createNotes }, { NotePanel }] = [await import('./createNotes.ts'), await import('./NotePanel.tsx')]
      if (isGone) return
      runWithOwner(owner, () => setLoaded({ notes: createNotes(seatId, () => seat.unsent() > 0), Panel: NotePanel }))
    } catch {
      if (!isGone) timer = setTimeout(load, TRY_AGAIN)
    }
  }
  onMount(() => void load())
  onCleanup(() => {
    isGone = true
    clearTimeout(timer)
  })

  return {
    loaded,
    opened,
    open: setOpened,
    close: () => setOpened(undefined),
    waiting: () => loaded()?.notes.waiting() ?? 0,
    standingOf: (entryId: EntryId | undefined, aspectId: AspectId): NoteStanding =>
      (entryId && loaded()?.notes.standingOf(entryId, aspectId)) ?? 'none',
  }
}

export type NoteDesk = ReturnType<typeof createNoteDesk>
