import type { Kysely } from 'kysely'
import type { AspectId, EntryId, SeatId, StageId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import type { JudgeGroup } from '#domain/scheme.ts'
import { type MarkOf, spreadAspects } from '#domain/sheet.ts'
import { panelMarks } from '#domain/trial.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'
import { readTrialIds } from '../../db/stage-marks.ts'
import type { PanelNews } from '../../http/deps.ts'

interface Cell {
  readonly entryId: EntryId
  readonly aspectId: AspectId
}

const keyOf = ({ entryId, aspectId }: Cell) => `${entryId} ${aspectId}`

/** A spread is told within a second; an agreed value, which nobody waits for, is gathered up for longer. */
const WAIT = 1000
const READERS_WAIT = 4000

/**
 * Tells the other tablets of a panel what concerns them: an agreed value that they read, a spread that came or went, and
 * on a trial entry what the whole panel gave. Not a word about anything else that others gave, and gathered up, so that
 * marking never waits for it.
 */
export function panelNews(
  db: Kysely<Database>,
  kept: KeptMarks,
  tell: (seatIds: readonly SeatId[]) => void,
  report: (error: unknown) => void,
): PanelNews {
  const flagged = new Set<string>()
  const waiting = new Map<StageId, { readonly stage: FrozenStage; readonly cells: Map<string, Cell> }>()

  const readers = new Set<SeatId>()
  const tellReaders = (seats: readonly SeatId[]) => {
    if (readers.size === 0 && seats.length > 0) {
      setTimeout(() => {
        const gathered = [...readers]
        readers.clear()
        tell(gathered)
      }, READERS_WAIT).unref()
    }
    for (const seat of seats) readers.add(seat)
  }

  const look = async (stage: FrozenStage, cells: readonly Cell[]) => {
    const concerned = new Set<SeatId>()
    const groupsOf = (aspectId: AspectId) => stage.scheme.groups.filter((group) => group.aspects.includes(aspectId))
    const marksOf = await kept.of(stage.id)
    const trials = await readTrialIds(db, stage.id)
    for (const { entryId, aspectId } of cells) {
      const subCriterion = stage.subCriterionOf.get(aspectId)
      if (!subCriterion) continue
      for (const group of groupsOf(aspectId)) tellReaders(readersOf(group))
      const { markOf } = marksOf(entryId)
      if (trials.has(entryId) && panelMarks(stage.scheme, subCriterion, markOf)) {
        for (const { id } of subCriterion.aspects)
          for (const group of groupsOf(id)) for (const seat of group.seats) concerned.add(seat)
      }
      const key = keyOf({ entryId, aspectId })
      const spread = isSpread(stage, subCriterion, aspectId, markOf)
      if (spread === flagged.has(key)) continue
      if (spread) flagged.add(key)
      else flagged.delete(key)
      for (const group of groupsOf(aspectId)) for (const seat of group.seats) concerned.add(seat)
    }
    if (concerned.size > 0) tell([...concerned])
  }

  return {
    entered(stage, cells) {
      const known = waiting.get(stage.id)
      const gathered = known ?? { stage, cells: new Map() }
      for (const cell of cells) gathered.cells.set(keyOf(cell), cell)
      if (known) return
      waiting.set(stage.id, gathered)
      setTimeout(() => {
        waiting.delete(stage.id)
        look(stage, [...gathered.cells.values()]).catch(report)
      }, WAIT).unref()
    },
  }
}

const isSpread = ({ scheme, aspects }: FrozenStage, subCriterion: SubCriterion, aspectId: AspectId, markOf: MarkOf) => {
  const aspect = aspects.get(aspectId)
  return aspect !== undefined && spreadAspects(scheme, { ...subCriterion, aspects: [aspect] }, markOf).length > 0
}

/** The seats that read an agreed value and do not give it. */
const readersOf = ({ rule, seats }: JudgeGroup): readonly SeatId[] =>
  rule.kind === 'agreed' ? seats.filter((seat) => seat !== rule.recorder) : []
