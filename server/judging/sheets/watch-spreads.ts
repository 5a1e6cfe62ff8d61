import type { AspectId, EntryId, StageId } from '#domain/ids.ts'
import { spreadLimitOf } from '#domain/sheet.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Deps, PanelNews } from '../../http/deps.ts'
import { type FirstMark, findSpreads, foundAt } from './find-spreads.ts'
import { readSpreads } from './read-spreads.ts'

/** Does anybody ask how far apart its values lie? */
const maySpread = ({ scheme, aspects }: FrozenStage, id: AspectId): boolean => {
  const aspect = aspects.get(id)
  return aspect !== undefined && spreadLimitOf(scheme, aspect) !== undefined
}

/** A spread is told within a second. */
const WAIT = 1000

export interface SpreadWatch extends PanelNews {
  /** Resolves when every first mark that was entered so far has been looked at. */
  settled(stageId: StageId): Promise<void>
}

/**
 * Looks for spreads when first marks come in, gathered up, so that marking never waits for it. What a dying process did
 * not look at any more is found by the next signature. Everything else of a panel's news goes on to `news`.
 */
export function watchSpreads(
  { db, transact, journal, kept, publish, now, report }: Deps,
  news: PanelNews,
): SpreadWatch {
  const waiting = new Map<StageId, { readonly stage: FrozenStage; readonly firstMarks: FirstMark[] }>()
  const looking = new Map<StageId, Promise<void>>()

  const look = async (stageId: StageId) => {
    const gathered = waiting.get(stageId)
    if (!gathered) return
    waiting.delete(stageId)
    const { stage, firstMarks } = gathered
    const entryIds = [...new Set(firstMarks.map(({ entryId }) => entryId))]
    const marksOf = await kept.of(stageId)
    const markOf = (entryId: EntryId) => marksOf(entryId).markOf
    // Mostly there is none, and the writers' turn is not taken for it.
    if (foundAt(stage, firstMarks, markOf, await readSpreads(db, stage, entryIds)).length === 0) return
    const seats = await transact((trx) => findSpreads(trx, journal, gathered, now()))
    if (seats.length === 0) return
    publish.seatsChanged(seats)
    publish.progressChanged(stageId)
  }

  const wait = (stage: FrozenStage, firstMarks: readonly FirstMark[]) => {
    const known = waiting.get(stage.id)
    if (known) {
      known.firstMarks.push(...firstMarks)
      return
    }
    waiting.set(stage.id, { stage, firstMarks: [...firstMarks] })
    setTimeout(() => void settled(stage.id), WAIT).unref()
  }

  /** What could not be looked at is looked at again. */
  const lookOrWait = async (stageId: StageId) => {
    const gathered = waiting.get(stageId)
    try {
      await look(stageId)
    } catch (error) {
      report(error)
      if (gathered) wait(gathered.stage, gathered.firstMarks)
    }
  }
  const settled = (stageId: StageId): Promise<void> => {
    const turn = (looking.get(stageId) ?? Promise.resolve()).then(() => lookOrWait(stageId))
    looking.set(stageId, turn)
    return turn
  }

  return {
    settled,
    entered(stage, cells) {
      news.entered(stage, cells)
      const firstMarks = cells.filter(({ aspectId, isFirst }) => isFirst && maySpread(stage, aspectId))
      if (firstMarks.length === 0) return
      wait(stage, firstMarks)
    },
  }
}
