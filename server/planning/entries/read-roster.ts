import { err, ok, type Result } from '#domain/result.ts'
import { gridOfText, type Roster, readRoster } from '#domain/roster.ts'
import { readSheets, type SheetsRefusal } from '../../jobs/read-sheets.ts'

export type RosterRefusal = { readonly kind: 'roster-refused'; readonly why: SheetsRefusal['kind'] }

/** A roster from a dropped file or from pasted text; nothing is kept before somebody has looked at it. */
export async function previewRoster(bytes: Uint8Array): Promise<Result<Roster, RosterRefusal>> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return ok(readRoster(gridOfText(decode(bytes))))
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return err({ kind: 'roster-refused', why: sheets.error.kind })
  const rosters = sheets.value.map((sheet) => readRoster(sheet))
  return ok(rosters.find((roster) => roster.rows.length > 0) ?? rosters[0] ?? readRoster({ rows: [] }))
}

/** UTF-8 where it is UTF-8; else GB 18030, which Chinese spreadsheet programs still write. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
