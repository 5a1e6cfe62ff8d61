import { createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { CellNotes, NoteCounts } from '#contract/notes.ts'
import type { PhotoId, SeatId, StageId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { api, ask, type Problem } from '../api.ts'
import { theLine } from '../live.ts'
import type { CellAt } from './createProgress.ts'

/** How notes are read: by the organizer, of all panels; by a chief judge, of the own. */
export interface NotesRead {
  counts(): Promise<Result<NoteCounts, Problem>>
  cell(at: CellAt): Promise<Result<CellNotes, Problem>>
  urlOf(photoId: PhotoId): string
}

export const organizerNotes = (stageId: StageId): NotesRead => {
  const { notes } = api.api.stages[':stageId']
  return {
    counts: () => ask(notes.$get({ param: { stageId } })),
    cell: (at) => ask(notes[':entryId'][':subCriterionId'].$get({ param: { stageId, ...at } })),
    urlOf: (photoId) => `/api/stages/${stageId}/photos/${photoId}`,
  }
}

export const chiefNotes = (seatId: SeatId): NotesRead => {
  const notes = api.api.seats[':seatId']['panel-notes']
  return {
    counts: () => ask(notes.$get({ param: { seatId } })),
    cell: (at) => ask(notes[':entryId'][':subCriterionId'].$get({ param: { seatId, ...at } })),
    urlOf: (photoId) => `/api/seats/${seatId}/photos/${photoId}`,
  }
}

interface PanelNotesState {
  cells: NoteCounts['cells']
  /** What is noted on the sheet that is looked at; null until it is known. */
  opened: CellNotes | null
  /** Why it may not be read, or could not be. */
  problem: Problem | null
}

/** Where judges have noted something, and all of it on one sheet; kept up to date by the word that moves the matrix. */
export function createPanelNotes(read: NotesRead) {
  const [state, setState] = createStore<PanelNotesState>({ cells: [], opened: null, problem: null })
  const [at, setAt] = createSignal<CellAt | null>(null)

  const readCell = async () => {
    const wanted = at()
    if (!wanted) return
    const found = await read.cell(wanted)
    if (at() !== wanted) return // another sheet was opened meanwhile
    setState({ problem: found.ok ? null : found.error })
    if (found.ok) setState('opened', reconcile(found.value, { key: null, merge: true }))
  }
  const refresh = async () => {
    const found = await read.counts()
    if (found.ok) setState('cells', reconcile([...found.value.cells], { key: null }))
    await readCell()
  }
  onMount(() => {
    void refresh()
    const line = theLine()
    const changed = () => void refresh()
    line.on('progress:changed', changed)
    line.on('connect', changed)
    onCleanup(() => {
      line.off('progress:changed', changed)
      line.off('connect', changed)
    })
  })
  const open = (cell: CellAt) => {
    setState({ opened: null, problem: null })
    setAt(cell)
    void readCell()
  }
  return {
    cells: () => state.cells,
    at,
    opened: () => state.opened,
    problem: () => state.problem,
    open,
    close: () => setAt(null),
    urlOf: read.urlOf,
  }
}
