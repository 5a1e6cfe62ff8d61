import type { Kysely } from 'kysely'
import { err } from '#domain/result.ts'
import { findScoredHead, readCountedEntries } from '../../db/counted-entries.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import type { FrozenStages } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'
import { readStageNames } from '../../db/stage-names.ts'
import type { Explain } from '../../http/deps.ts'
import { explainEntry } from './explain-entry.ts'
import { readSeatLabels } from './store.ts'

export interface ExplanationsDeps {
  readonly db: Kysely<Database>
  readonly frozen: FrozenStages
  readonly kept: KeptMarks
}

/** From the marks that the stage's feed shows: an organizer learns no judge's marks sooner than the hall does. */
export const explanationsOn =
  ({ db, frozen, kept }: ExplanationsDeps): Explain =>
  async (stageId, entryId) => {
    const found = await findScoredHead(db, stageId)
    if (!found) return err({ kind: 'not-found', what: 'stage' })
    const { head, feed } = found
    const stage = await frozen(db, stageId)
    if (!stage || !head.rubric) return err({ kind: 'stage-not-open', state: 'draft' })
    return explainEntry({
      stage,
      head: { ...head, rubric: head.rubric },
      entries: await readCountedEntries(db, stageId),
      labels: await readSeatLabels(db, stageId),
      marksOf: await kept.of(stageId),
      ruledOn: await readRuledOn(db, stageId),
      stageNames: await readStageNames(db, stageId),
      entryId,
      feed,
    })
  }
