import { createStore } from 'solid-js/store'
import type { RubricVersion } from '#contract/rubrics.ts'
import type { SeatView } from '#contract/seats.ts'
import { asId, type EntryId, type SeatId, type StageId } from '#domain/ids.ts'
import { checkMark, type MarkValue } from '#domain/mark.ts'
import { aspectsOf, type Rubric } from '#domain/rubric.ts'
import type { NoteDesk } from './createNoteDesk.ts'
import type { Seat } from './createSeat.ts'
import { type CellKey, cellKey, type KeptCell, newMarkId } from './kept-cell.ts'

/** What somebody who writes a rubric looks at: a tablet with one competitor, on which everything is this seat's own. */
const viewOf = (rubric: Rubric): SeatView => ({
  seat: { id: asId<SeatId>('try'), label: 'J1', judge: '', chief: false, panel: '' },
  stageId: asId<StageId>('try'),
  contest: '',
  skill: rubric.title,
  stage: '',
  state: 'open',
  blind: true,
  rubric,
  ownAspects: aspectsOf(rubric).map(({ id }) => id),
  entries: [{ id: asId<EntryId>('try'), code: '01', station: null, trial: false }],
  marks: [],
  agreed: [],
  sheets: [],
  earlier: [],
  trialSheets: [],
  amended: [],
  lastNumber: 0,
})

/** A seat that is nobody's: it marks like any other, and forgets everything when the page goes. */
export function createTrySeat(rubric: Rubric): Seat {
  const [state, setState] = createStore<Seat['state']>({
    view: viewOf(rubric),
    cells: {},
    queue: [],
    phase: 'ready',
    line: 'idle',
    syncedAt: null,
    refusedSignatures: [],
  })
  const cellOf: Seat['cellOf'] = (entryId, aspectId) => state.cells[cellKey(entryId, aspectId)]
  const givenOf: Seat['givenOf'] = (entryId, aspectId) => {
    const value = cellOf(entryId, aspectId)?.value
    return value === undefined || value.kind === 'taken-back' ? undefined : value
  }
  const put = (key: CellKey, value: KeptCell['value']) => {
    const markId = newMarkId()
    const cell = {
      key,
      value,
      held: { markId, value },
      standing: markId,
      state: 'saved',
      receipt: null,
      since: 0,
    } as const
    setState('cells', key, cell)
  }
  return {
    state,
    async give(entryId, aspect, value) {
      if (value.kind !== 'taken-back' && !checkMark(aspect, value as MarkValue).ok) return
      put(cellKey(entryId, aspect.id), value)
    },
    async sign(entryId, { id: subCriterionId }) {
      const sheet = { spread: [], returned: null, moved: null, state: 'signed', signedAt: Date.now() } as const
      setState('view', (view) => view && { ...view, sheets: [...view.sheets, { ...sheet, entryId, subCriterionId }] })
    },
    dismiss: async () => undefined,
    cellOf,
    givenOf,
    isOwn: () => true,
    sheetOf: (entryId, subCriterionId) =>
      state.view?.sheets.find((sheet) => sheet.subCriterionId === subCriterionId) ?? {
        entryId,
        subCriterionId,
        state: 'open',
        signedAt: null,
        spread: [],
        returned: null,
        moved: null,
      },
    waitingSignature: () => undefined,
    missingOf: (entryId, { aspects }) => aspects.filter(({ id }) => !givenOf(entryId, id)),
    attention: () => [],
    unsent: () => 0,
    isOffline: () => false,
    refusedSignatures: () => [],
    refusedSignatureOf: () => undefined,
    lookAgain: async () => undefined,
    open: async () => undefined,
  }
}

export async function readRubric(stageId = '', rubricId = ''): Promise<Rubric> {
  const answer = await fetch(`/api/stages/${stageId}/rubrics/${rubricId}`)
  if (!answer.ok) throw new Error(String(answer.status))
  return ((await answer.json()) as RubricVersion).rubric
}

/** Nothing is noted while trying. */
export const noNotes: NoteDesk = {
  loaded: () => undefined,
  opened: () => undefined,
  open: () => undefined,
  close: () => undefined,
  waiting: () => 0,
  standingOf: () => 'none',
}
