import type { SheetsLocked } from '#contract/seats.ts'
import type { DeviceId, EntryId, SeatId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { mayLock } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStages } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import { readTrialIds } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import { readSpreads } from './read-spreads.ts'
import * as store from './store.ts'

export interface LockSheetsStores {
  readonly journal: Journal
  readonly frozen: FrozenStages
}

export interface LockSheets {
  readonly stageId: StageId
  /** The chief judge's seat. */
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  /** Each of them once. */
  readonly cells: readonly store.Cell[]
}

/** Cells that are locked in one transaction: marks come between (DESIGN §7). */
const SLICE = 100

/** Each cell that was asked for once, a transaction's worth at a time: after a crash the same request goes on. */
export function slicesOf(asked: readonly store.Cell[]): readonly (readonly store.Cell[])[] {
  const cells = [...new Map(asked.map((cell) => [`${cell.entryId} ${cell.subCriterionId}`, cell])).values()]
  return Array.from({ length: Math.ceil(cells.length / SLICE) }, (_, i) => cells.slice(i * SLICE, (i + 1) * SLICE))
}

type Refused = SheetsLocked['refused'][number]

/**
 * The chief judge locks cells of the own panel: all sheets of an entry × sub-criterion at once. A cell that cannot be
 * locked is named with its reason, and the others are locked: a day's lock is a set of these (RULES §11). Which seats'
 * sheets are waited for is taken as amended by now. A few statements whatever their number, since marks wait meanwhile.
 */
export async function lockSheets(
  trx: Trx,
  { journal, frozen }: LockSheetsStores,
  command: LockSheets,
  now: number,
): Promise<
  Result<
    SheetsLocked & { readonly entries: ReadonlySet<EntryId>; readonly seats: readonly SeatId[] },
    {
      readonly kind: 'stage-not-open'
      readonly state: StageState
    }
  >
> {
  const { stageId, seatId, cells } = command
  const state = await store.readStageState(trx, stageId)
  const stage = await frozen.current(trx, stageId)
  if (state !== 'open' || !stage) return err({ kind: 'stage-not-open', state })
  const panel = new Set(await store.readPanelSeats(trx, seatId))
  const entryIds = [...new Set(cells.map((cell) => cell.entryId))]
  const stateOf = await store.readSheetStates(trx, stage.id, entryIds)
  const spreads = await readSpreads(trx, stage, entryIds)
  const trials = await readTrialIds(trx, stage.id)
  const may = ({ entryId, subCriterionId }: store.Cell): Result<true, Refused['refusal']> => {
    const seats = stage.sheetSeats.get(subCriterionId) ?? []
    if (!seats.some((seat) => panel.has(seat))) return err({ kind: 'not-on-panel' })
    if (trials.has(entryId)) return err({ kind: 'trial-entry' })
    const sheetOf = (seat: SeatId) => stateOf({ entryId, subCriterionId }, seat)
    return mayLock(seats, sheetOf, spreads.raised(entryId, subCriterionId))
  }
  const refused: Refused[] = []
  const locked: store.Cell[] = []
  for (const cell of cells) {
    const allowed = may(cell)
    if (allowed.ok) locked.push(cell)
    else refused.push({ ...cell, refusal: allowed.error })
  }
  if (locked.length > 0) {
    await store.saveLocks(trx, stage.id, locked, now)
    const events = locked.map(({ entryId, subCriterionId }): JournalEvent => {
      const body = { stage: stage.id, entry: entryId, subCriterion: subCriterionId }
      return { kind: 'sheet-locked', actor: `seat:${seatId}`, device: command.deviceId, body }
    })
    await journal.append(trx, stage.journalId, events, now)
  }
  const seats = new Set(locked.flatMap(({ subCriterionId }) => stage.sheetSeats.get(subCriterionId) ?? []))
  return ok({
    locked: locked.length,
    refused,
    entries: new Set(locked.map((cell) => cell.entryId)),
    seats: [...seats],
  })
}
