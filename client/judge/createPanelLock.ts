import { createSignal } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import type { ProgressCell } from '#contract/progress.ts'
import type { EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import type { LockRefusal } from '#domain/sheet.ts'
import { api, ask, type Problem } from '../api.ts'
import { chiefRead, createProgress } from '../organizer/createProgress.ts'
import { cellName } from '../ui/ProgressMatrix.tsx'

/** The chief judge's hand on the panel: choose cells, lock them, send one back, let a spread stand. */
export function createPanelLock(seatId: SeatId) {
  const { progress, problem, refresh } = createProgress(() => chiefRead(seatId))
  const [chosen, setChosen] = createStore<{ names: string[] }>({ names: [] })
  const [failed, setFailed] = createSignal<Problem | null>(null)
  const [locked, setLocked] = createSignal<{ readonly locked: number; readonly refused: readonly string[] } | null>(
    null,
  )
  const seat = api.api.seats[':seatId']
  const param = { seatId }

  const trialOf = (entryId: EntryId) => progress()?.trials.find((trial) => trial.id === entryId)
  const cells = (): ProgressCell[] =>
    [...(progress()?.cells ?? []), ...(progress()?.trials ?? []).flatMap((trial) => trial.cells)].filter((cell) =>
      chosen.names.includes(cellName(cell)),
    )
  /** Why a cell cannot be locked, as the server would say it; undefined where it can. */
  const whyNot = (cell: ProgressCell): LockRefusal['kind'] | undefined => {
    if (trialOf(cell.entryId)) return 'trial-entry'
    if (cell.state === 'locked') return 'already-locked'
    if (cell.spread.length > 0) return 'spread-open'
    return cell.state === 'signed' ? undefined : 'sheets-unsigned'
  }
  const lockable = () => cells().filter((cell) => whyNot(cell) === undefined)
  /** Why the others that were chosen cannot be locked. */
  const unlockable = () => cells().flatMap((cell) => whyNot(cell) ?? [])
  const choose = (more: readonly ProgressCell[]) => {
    setLocked(null)
    const names = more.map(cellName)
    setChosen(
      produce((held) => {
        const all = names.every((name) => held.names.includes(name))
        held.names = all ? held.names.filter((n) => !names.includes(n)) : [...new Set([...held.names, ...names])]
      }),
    )
  }
  const chooseSigned = () =>
    setChosen('names', (progress()?.cells ?? []).filter((cell) => whyNot(cell) === undefined).map(cellName))
  const clear = () => setChosen('names', [])

  const lock = async () => {
    const wanted = lockable().map(({ entryId, subCriterionId }) => ({ entryId, subCriterionId }))
    const done = await ask(seat.locks.$post({ param, json: { cells: wanted } }))
    setFailed(done.ok ? null : done.error)
    if (done.ok) {
      setLocked({ locked: done.value.locked, refused: done.value.refused.map((one) => one.refusal.kind) })
      clear()
    }
    await refresh()
  }
  /** null: to every judge who has to talk about the spread that was found there. */
  const giveBack = async (whose: SeatId | null, reason: string) => {
    const [cell] = cells()
    if (!cell) return
    const { entryId, subCriterionId } = cell
    const done = await ask(seat.returns.$post({ param, json: { entryId, subCriterionId, seatId: whose, reason } }))
    setFailed(done.ok ? null : done.error)
    await refresh()
  }
  const acceptSpread = async (reason: string) => {
    const [cell] = cells()
    if (!cell) return
    const { entryId, subCriterionId } = cell
    const done = await ask(seat.spreads.$post({ param, json: { entryId, subCriterionId, reason } }))
    setFailed(done.ok ? null : done.error)
    await refresh()
  }
  return {
    progress,
    problem: () => failed() ?? problem(),
    cells,
    lockable,
    unlockable,
    trialOf,
    trialSheetOf: ({ entryId, subCriterionId }: ProgressCell) =>
      trialOf(entryId)?.sheets.find((sheet) => sheet.subCriterionId === subCriterionId),
    codeOf: (entryId: EntryId) =>
      (trialOf(entryId) ?? progress()?.entries.find((entry) => entry.id === entryId))?.code ?? '',
    /** The judges who keep a sheet of this sub-criterion. */
    seatsOf: (id: SubCriterionId) => {
      const keep = progress()?.subCriteria.find((sub) => sub.id === id)?.seats ?? []
      return (progress()?.seats ?? []).filter((seat) => keep.includes(seat.id))
    },
    /** Some who have to talk about a spread have signed, and can mark again only when their sheets are open. */
    mayCall: (cell: ProgressCell) => {
      const keep = progress()?.subCriteria.find((sub) => sub.id === cell.subCriterionId)?.seats ?? []
      return cell.spread.length > 0 && cell.unsigned.length < keep.length
    },
    isChosen: (name: string) => chosen.names.includes(name),
    choose,
    chooseSigned,
    clear,
    lock,
    locked,
    giveBack,
    acceptSpread,
  }
}
