import type { AspectId, DeviceId } from '#domain/ids.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

/** What a look at a cell found over the limit. */
export interface Found extends store.Cell {
  readonly aspects: readonly AspectId[]
}

/** Whose act was the look: a judge's, or nobody's (the last first mark of a group). */
export interface Looker {
  readonly actor: string
  readonly device: DeviceId | null
  readonly by: 'first-marks' | 'signature' | 'move'
}

/** Raises what a look found. It is journalled each time, also where it was raised before: each look tells a judge something. */
export async function raiseSpreads(
  trx: Trx,
  journal: Journal,
  stage: FrozenStage,
  { actor, device, by }: Looker,
  found: readonly Found[],
  now: number,
): Promise<void> {
  const cells = found.filter(({ aspects }) => aspects.length > 0)
  if (cells.length === 0) return
  const events = cells.map(({ entryId, subCriterionId, aspects }): JournalEvent => {
    const body = { stage: stage.id, entry: entryId, subCriterion: subCriterionId, aspects, by }
    return { kind: 'spread-found', actor, device, body }
  })
  const first = await journal.append(trx, stage.journalId, events, now)
  const spreads = cells.flatMap(({ entryId, subCriterionId, aspects }, i) =>
    aspects.map((aspectId) => ({ entryId, subCriterionId, aspectId, found: first + i })),
  )
  await store.saveSpreads(trx, stage.id, spreads, now)
}
