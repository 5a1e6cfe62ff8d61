import type { Kysely } from 'kysely'
import type { BoardSnapshot } from '#contract/board.ts'
import { type BoardEntry, boardLine, fedMarks } from '#domain/board-line.ts'
import { isRanked } from '#domain/entry.ts'
import type { EntryId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { BoardLine, LeaderboardFrame } from '#domain/leaderboard.ts'
import { type Ranking, rankingOf } from '#domain/ranking.ts'
import { givenOf, type RuledOn } from '#domain/ruling.ts'
import { isInDivision } from '#domain/scheme.ts'
import type { SubCriterionScore } from '#domain/score.ts'
import { boardUsesOwnCodes } from '#domain/stage.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import { type FrozenStage, type FrozenStages, waitedFor } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'
import type { Boards } from '../../http/deps.ts'
import type { Publish } from '../../live/publish.ts'
import { titleOf } from './board-title.ts'
import { type BoardEntryRow, type BoardHead, findHead, readEntries } from './store.ts'

/** Milliseconds until a board that could not be read is read again. */
const AGAIN = 1000

/** What each sub-criterion of an entry gives, remembered while none of its marks and sheets changes. */
type Sums = Map<EntryId, Map<SubCriterionId, SubCriterionScore>>

/**
 * Milliseconds between two frames for each watcher, so that telling a crowd takes at most half of a core (DESIGN §7:
 * 21.5 µs a watcher and frame): ten frames a second up to 2,000 watchers, one a second at 20,000.
 */
const A_WATCHER = 0.043

/** Entries folded in one go: marking never waits for more than this. */
const SLICE = 20

/** One public feed, kept in memory. */
interface Board {
  /** Nothing while the stage is in draft: its board says whose it is, and is empty. */
  readonly folded?: Folded
  snapshot: BoardSnapshot
  /** The snapshot's rows are behind the ranking: they are written out when somebody asks for them. */
  isBehind?: boolean
}

interface Folded {
  readonly stage: FrozenStage
  readonly head: BoardHead
  readonly entries: ReadonlyMap<EntryId, BoardEntry>
  readonly ruledOn: (entryId: EntryId) => RuledOn
  readonly lines: Map<EntryId, string>
  readonly sums: Sums
  readonly ranking: Ranking
}

export interface BoardsDeps {
  readonly db: Kysely<Database>
  readonly frozen: FrozenStages
  readonly kept: KeptMarks
  readonly publish: Publish
  readonly newId: () => string
  readonly report: (error: unknown) => void
  /** Milliseconds between two frames of one board. */
  readonly tick: number
}

/**
 * The boards in memory: folded once, moved by what was touched since the last tick, numbered, and sent as one frame
 * (DESIGN §7). What a board shows is a function of marks, sheets and settings alone, as they stand after COMMIT,
 * so it can be dropped and folded again at any time.
 */
export function boardsOn({ db, frozen, kept, publish, newId, report, tick }: BoardsDeps): Boards {
  const boards = new Map<StageId, Promise<Board | undefined>>()
  const touched = new Map<StageId, Set<EntryId>>()
  const sumsOf = new Map<StageId, Sums>()

  const boardOf = (stageId: StageId): Promise<Board | undefined> => {
    const known = boards.get(stageId)
    if (known) return known
    // Known from the start: a fold that was overtaken by a newer one must not take its place when it ends.
    const sums: Sums = new Map()
    sumsOf.set(stageId, sums)
    const folded = fold(stageId, sums)
    boards.set(stageId, folded)
    const forget = () => boards.get(stageId) === folded && boards.delete(stageId)
    // A board that is not there yet, or failed to be read, must not be remembered as missing.
    folded.then((board) => board || forget(), forget)
    return folded
  }

  const fold = async (stageId: StageId, sums: Sums): Promise<Board | undefined> => {
    const head = await findHead(db, stageId)
    if (!head) return undefined
    const stage = head.state === 'draft' ? undefined : await frozen(db, stageId)
    if (!stage) return { snapshot: notOpen(stageId, newId(), head) }
    const all = await readEntries(db, stageId)
    const ranked = all.filter((entry) => isRanked(entry) && isInDivision(stage.plan.scheme, entry.division))
    const entries = new Map(ranked.map((entry) => [entry.id, shownEntry(entry, head)]))
    const folding = { stage, head, entries, sums, ruledOn: await readRuledOn(db, stageId) }
    const lines = await linesOf(folding, [...entries.keys()])
    const ranking = rankingOf(lines.map(([, line]) => line))
    const rows = ranking.rows()
    return {
      folded: { ...folding, lines: new Map(lines.map(([id, line]) => [id, JSON.stringify(line)])), ranking },
      snapshot: {
        stageId,
        epoch: newId(),
        version: 0,
        rows,
        title: titleOf(stage, head, rows),
        state: head.state,
      },
    }
  }

  const linesOf = async (
    { stage, head, entries, sums, ruledOn }: Omit<Folded, 'lines' | 'ranking'>,
    ids: readonly EntryId[],
  ): Promise<[EntryId, BoardLine][]> => {
    const { plan } = stage
    // Taken before the marks are asked for: a sum of what was read before a newer mark came must not outlive it (`marked`).
    const knownOf = new Map(ids.map((id) => [id, sums.get(id) ?? new Map<SubCriterionId, SubCriterionScore>()]))
    for (const [id, known] of knownOf) sums.set(id, known)
    const marksOf = await kept.of(stage.id)
    const lines: [EntryId, BoardLine][] = []
    for (const [i, id] of ids.entries()) {
      const entry = entries.get(id)
      if (!entry) continue
      if (i % SLICE === SLICE - 1) await new Promise(setImmediate)
      const { markOf, sheetOf } = marksOf(id)
      const shown = fedMarks(waitedFor(stage), head.settings.feed, head.state, markOf, sheetOf)
      const ruled = ruledOn(id)
      const known = knownOf.get(id)
      const sumOf = (id: SubCriterionId, work: () => SubCriterionScore) => {
        const sum = known?.get(id) ?? work()
        known?.set(id, sum)
        return sum
      }
      lines.push([id, boardLine(plan, entry, givenOf(plan.scheme, shown, ruled), ruled, sumOf)])
    }
    return lines
  }

  /** One move of a board at a time: an older read must never be shown over a newer one. */
  const moving = new Map<StageId, Promise<void>>()
  const moveInTurn = (stageId: StageId) => {
    const turn = (moving.get(stageId) ?? Promise.resolve()).then(() => move(stageId))
    moving.set(stageId, turn)
  }
  const move = async (stageId: StageId) => {
    const ids = [...(touched.get(stageId) ?? [])]
    touched.delete(stageId)
    try {
      await show(stageId, ids)
    } catch (error) {
      report(error)
      touch(stageId, ids, AGAIN) // what could not be read is read again, until it is shown
    }
  }
  const touch = (stageId: StageId, entryIds: Iterable<EntryId>, wait: number) => {
    const waiting = touched.get(stageId)
    if (waiting) {
      for (const id of entryIds) waiting.add(id)
      return
    }
    touched.set(stageId, new Set(entryIds))
    setTimeout(() => moveInTurn(stageId), Math.max(wait, publish.crowd(stageId) * A_WATCHER)).unref()
  }

  const show = async (stageId: StageId, ids: readonly EntryId[]) => {
    const board = await boards.get(stageId)
    if (!board?.folded) return
    const { lines: shown, ranking } = board.folded
    const lines = await linesOf(board.folded, ids)
    const changed = lines.filter(([id, line]) => shown.get(id) !== JSON.stringify(line))
    if (changed.length === 0) return // the feed shows nothing of it: no version, no frame, no byte
    for (const [id, line] of changed) shown.set(id, JSON.stringify(line))
    const { epoch, version } = board.snapshot
    const frame: LeaderboardFrame = {
      stageId,
      epoch,
      from: version,
      to: version + 1,
      rows: changed.map(([, line]) => line),
      gone: [],
    }
    for (const [, line] of changed) ranking.put(line)
    board.snapshot = { ...board.snapshot, version: frame.to }
    board.isBehind = true
    publish.frame(frame)
  }

  const renewed = (stageId: StageId) => {
    boards.delete(stageId)
    sumsOf.delete(stageId)
    publish.boardRenewed(stageId)
  }

  return {
    async snapshot(stageId) {
      const board = await boardOf(stageId)
      if (board?.folded && board.isBehind) {
        board.snapshot = { ...board.snapshot, rows: board.folded.ranking.rows() }
        board.isBehind = false
      }
      return board?.snapshot
    },

    marked(stage, cells) {
      const sums = sumsOf.get(stage.id)
      for (const { entryId, aspectId } of cells) {
        const subCriterion = stage.subCriterionOf.get(aspectId)
        if (!subCriterion) continue
        const left = new Map(sums?.get(entryId))
        left.delete(subCriterion.id)
        sums?.set(entryId, left)
      }
      touch(
        stage.id,
        cells.map(({ entryId }) => entryId),
        tick,
      )
    },

    touched(stageId, entryIds) {
      const ids = [...entryIds]
      kept.outdated(stageId, ids)
      for (const id of ids) sumsOf.get(stageId)?.delete(id)
      touch(stageId, ids, tick)
    },

    renewed,

    renewAll() {
      for (const stageId of [...boards.keys()]) renewed(stageId)
    },
  }
}

/** Who opens the address before the stage opens sees whose board this will be; opening renews it. */
const notOpen = (stageId: StageId, epoch: string, head: BoardHead): BoardSnapshot => ({
  stageId,
  epoch,
  version: 0,
  rows: [],
  title: titleOf(undefined, head),
  state: head.state,
})

/** By code or by name, as the stage's setting says; while codes are shown no employer goes with them (RULES §10). */
function shownEntry(entry: BoardEntryRow, { settings }: BoardHead): BoardEntry {
  const { boardId, division } = entry
  if (settings.identity === 'name') return { boardId, label: entry.name, organization: entry.organization, division }
  const label = boardUsesOwnCodes(settings) ? entry.boardCode : entry.code
  return { boardId, label, organization: null, division }
}
