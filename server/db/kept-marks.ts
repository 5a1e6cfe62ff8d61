import type { Kysely } from 'kysely'
import type { EntryId, SeatId, StageId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { Database } from './schema.ts'
import { type EntryMarks, type HeldMarks, heldMarks, readHeldMarks, readMarkedIds } from './stage-marks.ts'

/** Entries read from the database in one go: marking never waits for more than this. */
const SLICE = 20
/** Stages held at once; the one that was asked for longest ago goes first. */
const MOST_STAGES = 50

/**
 * The current marks and sheets of the stages that somebody watches, in memory: boards, the matrix and tablets ask many
 * times a second for what a few marks have changed. It holds what the database held after the last COMMIT that it was
 * told of, and can be dropped at any time; commands never ask here, they read in their own transaction.
 */
export interface KeptMarks {
  /** By entry, and alive: what is told later shows in it. */
  of(stageId: StageId): Promise<(entryId: EntryId) => EntryMarks>
  /** These marks of a seat are durable. */
  entered(stageId: StageId, seatId: SeatId, marks: readonly GivenMark[]): void
  /** Sheets of these entries were signed, locked, returned or moved: they are read again when somebody asks. */
  outdated(stageId: StageId, entryIds: Iterable<EntryId>): void
  /** Nobody knows what was committed: everything is read again. The stages that were held. */
  forget(): readonly StageId[]
}

interface Kept {
  /** Its entries are known: before that an entry that is not held may have marks all the same. */
  isListed: boolean
  readonly entries: Map<EntryId, HeldMarks>
  /** To be read before the next answer. */
  readonly outdated: Set<EntryId>
  /** On their way from the database: what is told of them meanwhile may be missing in what arrives. */
  readonly reading: Set<EntryId>
  /** One reading at a time. */
  turn: Promise<void>
}

export function keptMarks(db: Kysely<Database>): KeptMarks {
  const stages = new Map<StageId, Kept>()

  const keptOf = (stageId: StageId): Kept => {
    const known = stages.get(stageId)
    const kept = known ?? {
      isListed: false,
      entries: new Map(),
      outdated: new Set(),
      reading: new Set(),
      turn: Promise.resolve(),
    }
    stages.delete(stageId)
    stages.set(stageId, kept)
    const [oldest] = stages.keys()
    if (stages.size > MOST_STAGES && oldest) stages.delete(oldest)
    return kept
  }

  const readAgain = async (stageId: StageId, kept: Kept) => {
    const { entries, outdated, reading } = kept
    if (!kept.isListed) {
      for (const id of await readMarkedIds(db, stageId)) outdated.add(id)
      kept.isListed = true
    }
    const ids = [...outdated]
    for (let i = 0; i < ids.length; i += SLICE) {
      const slice = ids.slice(i, i + SLICE)
      for (const id of slice) {
        outdated.delete(id)
        reading.add(id)
      }
      try {
        const read = await readHeldMarks(db, stageId, slice)
        for (const id of slice) entries.set(id, read.get(id) ?? heldMarks())
      } catch (error) {
        for (const id of slice) outdated.add(id)
        throw error
      } finally {
        reading.clear()
      }
      if (ids.length > SLICE) await new Promise(setImmediate) // marks first
    }
  }

  return {
    async of(stageId) {
      const kept = keptOf(stageId)
      const turn = kept.turn.then(() => readAgain(stageId, kept))
      kept.turn = turn.catch(() => undefined)
      await turn
      return (entryId) => kept.entries.get(entryId) ?? NONE
    },

    entered(stageId, seatId, marks) {
      const kept = stages.get(stageId)
      if (!kept) return
      for (const { entryId, aspectId, value } of marks) {
        const held = kept.entries.get(entryId)
        if (held) held.set(seatId, aspectId, value)
        if (!held || kept.reading.has(entryId)) kept.outdated.add(entryId)
      }
    },

    outdated(stageId, entryIds) {
      const kept = stages.get(stageId)
      if (kept) for (const id of entryIds) kept.outdated.add(id)
    },

    forget() {
      const held = [...stages.keys()]
      stages.clear()
      return held
    },
  }
}

const NONE: EntryMarks = heldMarks()
