import { hash } from 'node:crypto'
import type { AttemptChange, AttemptsPreview } from '#contract/attempt-lists.ts'
import { attemptsOf } from '#domain/attempts.ts'
import { type AttemptsAsked, readAttemptsTable } from '#domain/attempts-table.ts'
import type { EntryId } from '#domain/ids.ts'
import type { TextRows } from '#domain/points-table.ts'
import type { RuledOn } from '#domain/ruling.ts'
import type { Attempt } from '#domain/worth.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'

export interface CompareAttempts {
  readonly stage: FrozenStage
  readonly sha256: string
  readonly sheets: readonly TextRows[]
  readonly entries: AttemptsAsked['entries']
  readonly ruledOn: (entryId: EntryId) => RuledOn
}

/** What a list of coefficients would change: the same for whoever looks first and for the command that keeps it. */
export function compareAttempts({ stage, sha256, sheets, entries, ruledOn }: CompareAttempts): AttemptsPreview {
  const { scheme } = stage.plan
  const parts = scheme.parts.flatMap(({ id, name, attempts }) =>
    attempts ? [{ id, name, planned: attempts.planned }] : [],
  )
  const tables = (sheets.length > 0 ? sheets : [[]]).map((rows) => readAttemptsTable(rows, { parts, entries }))
  // Instructions may stand on a sheet before: the first one that is such a table counts.
  const table = tables.find(({ faults }) => faults.every((fault) => 'row' in fault)) ?? tables[0]!
  const changes = table.rows.flatMap(({ row, entryId, part, attempt, says }): AttemptChange[] => {
    const { code, name } = entries.find(({ id }) => id === entryId)!
    const partName = parts.find(({ id }) => id === part)!.name
    const standing = attemptsOf(scheme, ruledOn(entryId).attempts).get(part) ?? []
    const before = standing.find(({ id }) => id === attempt)!
    const after = { ...before, ...says }
    return isSame(before, after) ? [] : [{ row, entryId, code, name, part, partName, before, after }]
  })
  return {
    sha256,
    seen: hash('sha256', JSON.stringify([sha256, changes])),
    changes,
    unchanged: table.rows.length - changes.length,
    faults: table.faults,
    ignored: table.ignored,
  }
}

const isSame = (a: Attempt, b: Attempt): boolean =>
  a.isVoid === b.isVoid && a.base === b.base && a.difficulty === b.difficulty && a.multiplier === b.multiplier
