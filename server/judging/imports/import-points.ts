import { hash } from 'node:crypto'
import type { ImportFault, PointsChange } from '#contract/imports.ts'
import { asId, type MarkId, type SeatId, type StageId } from '#domain/ids.ts'
import type { TextRows } from '#domain/points-table.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage, FrozenStages } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import { comparePoints } from './compare-points.ts'
import * as store from './store.ts'

export interface ImportStores {
  readonly journal: Journal
  readonly frozen: FrozenStages
}

export interface ImportPoints {
  readonly stageId: StageId
  readonly id: string
  readonly file: string
  readonly sha256: string
  readonly sheets: readonly TextRows[]
  /** What the organizer looked at. */
  readonly seen: string
  readonly staff: { readonly id: string; readonly name: string }
}

export type ImportPointsRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'points-refused'; readonly faults: readonly ImportFault[] }
  /** Marks were entered or the stage was amended since the preview: it would change something else than was shown. */
  | { readonly kind: 'points-changed' }

/** A mark that a file made. */
export type PointsEntered = PointsChange & { readonly seatId: SeatId; readonly markId: MarkId }

export interface PointsKept {
  /** As it was amended when they were compared. */
  readonly stage: FrozenStage
  readonly entered: readonly PointsEntered[]
}

/**
 * Points from a file become marks of the seat that records them (RULES §2, imported), all in one transaction: one event
 * in the journal says which file it was and what each of its numbers replaced. The same file again changes nothing.
 */
export async function importPoints(
  trx: Trx,
  { journal, frozen }: ImportStores,
  command: ImportPoints,
  now: number,
): Promise<Result<PointsKept, ImportPointsRefusal>> {
  const { stageId, id, file, sha256, sheets, staff } = command
  const head = await findStage(trx, stageId)
  if (!head) return err({ kind: 'not-found', what: 'stage' })
  // A maximum that was corrected while the file was read is known no sooner than here.
  const stage = await frozen.current(trx, stageId)
  if (head.state !== 'open' || !stage) return err({ kind: 'stage-not-open', state: head.state })
  const { preview, changes, cells } = await comparePoints(trx, { stage, sha256, sheets })
  if (preview.faults.length > 0) return err({ kind: 'points-refused', faults: preview.faults })
  if (preview.seen !== command.seen) return err({ kind: 'points-changed' })
  if (changes.length === 0) return ok({ stage, entered: [] })
  const entered = changes.map((change) => ({ ...change, markId: markIdOf(id, change) }))
  const body = {
    stage: stage.id,
    import: id,
    file,
    sha256,
    rows: entered.map(({ entryId, aspectId, seatId, markId, after, replaces }) => ({
      entry: entryId,
      aspect: aspectId,
      seat: seatId,
      mark: markId,
      points: after,
      replaces,
    })),
  }
  const event = { kind: 'points-imported', actor: `staff:${staff.id}`, device: null, body } as const
  const position = await journal.append(trx, stage.journalId, [event], now)
  const marks = entered.map(({ after, ...mark }) => ({ ...mark, value: { kind: 'imported', points: after } as const }))
  await store.saveMarks(trx, marks, position)
  await store.saveImport(trx, {
    id,
    stage_id: stage.id,
    file,
    sha256,
    points: cells,
    changed: entered.length,
    staff: staff.name,
    at: now,
    position,
  })
  return ok({ stage, entered })
}

/** In the form of those that tablets make, which name it as what theirs replace. */
const markIdOf = (id: string, { entryId, aspectId }: PointsChange): MarkId =>
  asId<MarkId>(hash('sha256', `${id} ${entryId} ${aspectId}`, 'base64url').slice(0, 22))
