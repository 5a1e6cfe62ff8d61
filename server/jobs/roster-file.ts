import type { Grid } from '#domain/grid.ts'
import { ok, type Result } from '#domain/result.ts'
import { type Roster, readRoster } from '#domain/roster.ts'
import type { FileRefusal } from './refusals.ts'
import { readTable } from './table-file.ts'

/** A roster from a dropped file or from pasted text. */
export async function readRosterFile(bytes: Uint8Array): Promise<Result<Roster, FileRefusal>> {
  const table = await readTable(bytes)
  if (!table.ok) return table
  return ok('rows' in table.value ? readRoster(table.value) : bestOf(table.value))
}

/** The first sheet with headers and names, else the first with names: instructions may stand before it. */
function bestOf(sheets: readonly Grid[]): Roster {
  const read = sheets.map((sheet) => ({ sheet: sheet.name, roster: readRoster(sheet) }))
  const named = read.filter(({ roster }) => roster.rows.length > 0)
  const headed = named.filter(({ roster }) => roster.headerRow !== null)
  const [best, ...rest] = headed.length > 0 ? headed : named
  if (!best) return read[0]?.roster ?? readRoster({ rows: [] })
  const ignored = rest.map(({ sheet }) => ({ kind: 'sheet-ignored', sheet }) as const)
  return { ...best.roster, problems: [...ignored, ...best.roster.problems] }
}
