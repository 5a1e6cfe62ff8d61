import type { DeviceId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { sheetSeats } from '#domain/sheet.ts'
import { levelsOf } from '#domain/spread.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import { readSpreads } from './read-spreads.ts'
import * as store from './store.ts'

export interface AcceptSpread {
  readonly stage: FrozenStage
  /** The chief judge's own seat. */
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly reason: string
}

export type AcceptSpreadRefusal =
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'not-on-panel' }
  | { readonly kind: 'no-spread' }

/**
 * The chief judge lets a spread stand, with a reason: the panel has talked and stays with its marks (RULES §9). It holds
 * for exactly the levels that stand now: one that changes later is asked about again, a sheet that was returned and not
 * changed is not.
 */
export async function acceptSpread(
  trx: Trx,
  journal: Journal,
  command: AcceptSpread,
  now: number,
): Promise<Result<readonly SeatId[], AcceptSpreadRefusal>> {
  const { stage, seatId, entryId, subCriterionId, reason } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const subCriterion = stage.subCriteria.get(subCriterionId)
  const panel = new Set(await store.readPanelSeats(trx, seatId))
  const seats = subCriterion ? sheetSeats(stage.scheme, subCriterion) : []
  if (!subCriterion || !seats.some((seat) => panel.has(seat))) return err({ kind: 'not-on-panel' })
  const aspects = (await readSpreads(trx, stage, [entryId])).raised(entryId, subCriterionId)
  if (aspects.length === 0) return err({ kind: 'no-spread' })
  const { markOf } = (await readEntryMarks(trx, stage.id, [entryId]))(entryId)
  const accepted = aspects.map((aspectId) => ({ aspectId, levels: levelsOf(stage.scheme, aspectId, markOf) }))
  for (const { aspectId, levels } of accepted) {
    await store.saveAcceptance(trx, entryId, aspectId, { levels, reason, seatId }, now)
  }
  const levels = accepted.map(({ aspectId, levels }) => ({
    aspect: aspectId,
    levels: levels.map(([seat, value]) => ({ seat, value: value && { ...value } })),
  }))
  const body = { stage: stage.id, entry: entryId, subCriterion: subCriterionId, aspects, reason, levels }
  const event = { kind: 'spread-accepted', actor: `seat:${seatId}`, device: command.deviceId, body } as const
  await journal.append(trx, stage.journalId, [event], now)
  return ok(seats)
}
