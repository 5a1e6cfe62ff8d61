import type { AspectId, EntryId, SeatId, StageId } from '#domain/ids.ts'
import type { JudgeGroup } from '#domain/scheme.ts'
import { panelMarks } from '#domain/trial.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import { readTrialIds } from '../../db/stage-marks.ts'
import type { Deps, PanelNews } from '../../http/deps.ts'

interface Cell {
  readonly entryId: EntryId
  readonly aspectId: AspectId
}

const keyOf = ({ entryId, aspectId }: Cell) => `${entryId} ${aspectId}`

/** A trial's marks are told within a second; an agreed value, which nobody waits for, is gathered up for longer. */
const WAIT = 1000
const READERS_WAIT = 4000

/**
 * Tells the other tablets of a panel what concerns them: an agreed value that they read, and on a trial entry what the
 * whole panel gave. Not a word about anything else that others gave, and gathered up, so that marking never waits for it.
 */
export function panelNews({ db, kept, publish, report }: Deps): PanelNews {
  const waiting = new Map<StageId, { readonly stage: FrozenStage; readonly cells: Map<string, Cell> }>()

  const readers = new Set<SeatId>()
  const tellReaders = (seats: readonly SeatId[]) => {
    if (readers.size === 0 && seats.length > 0) {
      setTimeout(() => {
        const gathered = [...readers]
        readers.clear()
        publish.seatsChanged(gathered)
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
      if (trials.has(entryId) && panelMarks(stage.needed, subCriterion, markOf)) {
        for (const { id } of subCriterion.aspects)
          for (const group of groupsOf(id)) for (const seat of group.seats) concerned.add(seat)
      }
    }
    if (concerned.size > 0) publish.seatsChanged([...concerned])
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

/** The seats that read an agreed value and do not give it. */
const readersOf = ({ rule, seats }: JudgeGroup): readonly SeatId[] =>
  rule.kind === 'agreed' ? seats.filter((seat) => seat !== rule.recorder) : []
