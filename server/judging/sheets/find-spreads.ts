import type { AspectId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import type { MarkOf } from '#domain/sheet.ts'
import { lookAt, spreadSeats } from '#domain/spread.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { type Found, raiseSpreads } from './raise-spreads.ts'
import { readLevels, readSpreads, type Spreads } from './read-spreads.ts'

/** A cell that has just got the first mark of a seat. */
export interface FirstMark {
  readonly entryId: EntryId
  readonly aspectId: AspectId
}

/** What the first marks of these cells make known: nothing while one of a group is missing, nor what is raised already. */
export function foundAt(
  stage: FrozenStage,
  firstMarks: readonly FirstMark[],
  markOf: (entryId: EntryId) => MarkOf,
  spreads: Spreads,
): Found[] {
  const cells = new Map<string, { entryId: EntryId; subCriterionId: SubCriterionId; aspects: Set<AspectId> }>()
  for (const { entryId, aspectId } of firstMarks) {
    const subCriterion = stage.subCriterionOf.get(aspectId)
    if (!subCriterion || spreads.of(entryId)(aspectId)?.kind === 'raised') continue
    const name = `${entryId} ${subCriterion.id}`
    const cell = cells.get(name)
    if (cell) cell.aspects.add(aspectId)
    else cells.set(name, { entryId, subCriterionId: subCriterion.id, aspects: new Set([aspectId]) })
  }
  return [...cells.values()].flatMap(({ entryId, subCriterionId, aspects }) => {
    const subCriterion = stage.subCriteria.get(subCriterionId)!
    const { found } = lookAt(stage.needed, subCriterion, aspects, markOf(entryId), spreads.of(entryId))
    return found.length > 0 ? [{ entryId, subCriterionId, aspects: found }] : []
  })
}

/** The look when the last judge of a group has given a first level (RULES §9). Returns who has to be told. */
export async function findSpreads(
  trx: Trx,
  journal: Journal,
  { stage, firstMarks }: { readonly stage: FrozenStage; readonly firstMarks: readonly FirstMark[] },
  now: number,
): Promise<readonly SeatId[]> {
  const entryIds = [...new Set(firstMarks.map(({ entryId }) => entryId))]
  const markOf = await readLevels(trx, firstMarks)
  const found = foundAt(stage, firstMarks, markOf, await readSpreads(trx, stage, entryIds))
  await raiseSpreads(trx, journal, stage, { actor: 'server', device: null, by: 'first-marks' }, found, now)
  return spreadSeats(
    stage.scheme,
    found.flatMap(({ aspects }) => aspects),
  )
}
