import type { SheetsLocked } from '#contract/seats.ts'
import type { DeviceId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { mayLock, sheetSeats } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import { readEntryMarks, readTrialIds } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface LockSheets {
  readonly stage: FrozenStage
  /** The chief judge's seat. */
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly cells: readonly { readonly entryId: EntryId; readonly subCriterionId: SubCriterionId }[]
}

type Refused = SheetsLocked['refused'][number]

/**
 * The chief judge locks cells of the own panel: all sheets of an entry × sub-criterion at once. A cell that cannot be
 * locked is named with its reason, and the others are locked: a day's lock is a set of these (RULES §11).
 */
export async function lockSheets(
  trx: Trx,
  journal: Journal,
  command: LockSheets,
  now: number,
): Promise<
  Result<
    { readonly answer: SheetsLocked; readonly entries: ReadonlySet<EntryId> },
    {
      readonly kind: 'stage-not-open'
      readonly state: StageState
    }
  >
> {
  const { stage, seatId } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const panel = new Set(await store.readPanelSeats(trx, seatId))
  const marksOf = await readEntryMarks(trx, stage.id, [...new Set(command.cells.map((cell) => cell.entryId))])
  const trials = await readTrialIds(trx, stage.id)
  const refused: Refused[] = []
  const events: JournalEvent[] = []
  const entries = new Set<EntryId>()
  for (const { entryId, subCriterionId } of command.cells) {
    const refuse = (refusal: Refused['refusal']) => refused.push({ entryId, subCriterionId, refusal })
    const subCriterion = stage.subCriteria.get(subCriterionId)
    const seats = subCriterion ? sheetSeats(stage.scheme, subCriterion) : []
    if (!subCriterion || !seats.some((seat) => panel.has(seat))) {
      refuse({ kind: 'not-on-panel' })
      continue
    }
    if (trials.has(entryId)) {
      refuse({ kind: 'trial-entry' })
      continue
    }
    const { markOf, sheetOf } = marksOf(entryId)
    const accepted = await store.isSpreadAccepted(trx, entryId, subCriterionId)
    const allowed = mayLock(stage.scheme, subCriterion, (seat) => sheetOf(seat, subCriterionId), markOf, accepted)
    if (!allowed.ok) {
      refuse(allowed.error)
      continue
    }
    for (const seat of seats) await store.saveLock(trx, { seatId: seat, entryId, subCriterionId }, now)
    const body = { stage: stage.id, entry: entryId, subCriterion: subCriterionId }
    events.push({ kind: 'sheet-locked', actor: `seat:${seatId}`, device: command.deviceId, body })
    entries.add(entryId)
  }
  if (events.length > 0) await journal.append(trx, stage.journalId, events, now)
  return ok({ answer: { locked: events.length, refused }, entries })
}
