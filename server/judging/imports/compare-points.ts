import { hash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ImportFault, PointsChange, PointsPreview } from '#contract/imports.ts'
import type { MarkId, SeatId } from '#domain/ids.ts'
import { importedAspects } from '#domain/imported.ts'
import type { GivenValue } from '#domain/mark.ts'
import { type PointsAsked, type PointsTable, readPointsTable, type TextRows } from '#domain/points-table.ts'
import { readCountedEntries } from '../../db/counted-entries.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'
import { readStanding } from './store.ts'

export interface Compared {
  readonly preview: PointsPreview
  readonly cells: number
  /** Each change with the seat whose mark it becomes, and the mark that it replaces. */
  readonly changes: readonly (PointsChange & { readonly seatId: SeatId; readonly replaces: MarkId | null })[]
}

export interface Compare {
  readonly stage: FrozenStage
  readonly sha256: string
  readonly sheets: readonly TextRows[]
}

/** Cells compared in one go: the loop turns in between, and tablets are answered. */
const SLICE = 500

/** What a file would change: the same for whoever looks at it first and for the command that keeps it. */
export async function comparePoints(db: Kysely<Database>, { stage, sha256, sheets }: Compare): Promise<Compared> {
  const imported = importedAspects(stage.rubric, stage.scheme)
  const entries = await readCountedEntries(db, stage.id)
  const asked = { aspects: imported.map(({ aspect: { id, name, max } }) => ({ id, name, max })), entries }
  const table = await pointsTableIn(sheets, asked)
  const standing = await readStanding(db, imported, [...new Set(table.cells.map(({ entryId }) => entryId))])
  const seatOf = new Map(imported.map(({ aspect, seatId }) => [aspect.id, seatId]))
  const named = new Map(entries.map((entry) => [entry.id, entry]))
  const faults: ImportFault[] = [...table.faults]
  const changes: Compared['changes'][number][] = []
  for (const [i, cell] of table.cells.entries()) {
    if (i % SLICE === SLICE - 1) await new Promise(setImmediate)
    const { entryId, aspectId, row, points } = cell
    const { code, name } = named.get(entryId)!
    const seatId = seatOf.get(aspectId)!
    const mark = standing.markOf(entryId, seatId, aspectId)
    const before = beforeOf(mark?.value)
    if (before === points) continue
    const state = standing.sheetOf(entryId, seatId, stage.subCriterionOf.get(aspectId)!.id)
    if (state !== 'open') faults.push({ kind: `sheet-${state}`, row, text: `${code} ${name}` })
    const replaces = mark?.markId ?? null
    changes.push({ row, entryId, code, name, aspectId, before, after: points, seatId, replaces })
  }
  const shown = changes.map(({ seatId: _, replaces: __, ...change }) => change)
  return {
    cells: table.cells.length,
    changes,
    preview: {
      sha256,
      seen: hash('sha256', JSON.stringify([sha256, changes])),
      changes: shown,
      unchanged: table.cells.length - changes.length,
      faults: faults.sort((a, b) => rowOf(a) - rowOf(b)),
      unmatched: table.unmatched.map((id) => {
        const { code, name } = named.get(id)!
        return { code, name }
      }),
      ignored: table.ignored,
    },
  }
}

/** Instructions may stand on a sheet before: the first one that is such a table counts. */
async function pointsTableIn(sheets: readonly TextRows[], asked: PointsAsked): Promise<PointsTable> {
  const first = readPointsTable(sheets[0] ?? [], asked)
  if (isTable(first)) return first
  for (const rows of sheets.slice(1)) {
    await new Promise(setImmediate)
    const table = readPointsTable(rows, asked)
    if (isTable(table)) return table
  }
  return first
}

const isTable = ({ faults }: PointsTable): boolean =>
  !faults.some(({ kind }) => kind === 'no-competitors' || kind === 'no-points')

const rowOf = (fault: ImportFault): number => ('row' in fault ? fault.row : 0)

const beforeOf = (value: GivenValue | undefined): PointsChange['before'] => {
  if (value?.kind === 'imported') return value.points
  return value?.kind === 'not-attempted' ? 'not-attempted' : null
}
