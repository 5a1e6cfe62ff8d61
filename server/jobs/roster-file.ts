import type { Grid } from '#domain/grid.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { type Roster, readRoster } from '#domain/roster.ts'
import { gridOfText } from '#domain/roster-text.ts'
import { readSheets } from './read-sheets.ts'
import type { FileRefusal } from './refusals.ts'

/** A thousand bytes for each of 2000 entries. */
const MOST_TEXT = 2 * 1024 * 1024

/** A roster from a dropped file or from pasted text. */
export async function readRosterFile(bytes: Uint8Array): Promise<Result<Roster, FileRefusal>> {
  if (begins(bytes, ZIP) || begins(bytes, OLD_WORKBOOK)) {
    const sheets = await readSheets(bytes)
    return sheets.ok ? ok(bestOf(sheets.value)) : sheets
  }
  if (bytes.length > MOST_TEXT) return err({ kind: 'too-large', most: MOST_TEXT })
  const text = decode(bytes)
  return text === undefined ? err({ kind: 'not-text' }) : ok(readRoster(gridOfText(text)))
}

const ZIP = [0x50, 0x4b, 3, 4]
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0]
const PDF = [0x25, 0x50, 0x44, 0x46]
const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte)

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

/** By its mark where it has one; else UTF-8 where it is that; else GB 18030, which Chinese spreadsheets still write. */
function decode(bytes: Uint8Array): string | undefined {
  if (begins(bytes, PDF)) return undefined
  const marked = begins(bytes, [0xff, 0xfe]) ? 'utf-16le' : begins(bytes, [0xfe, 0xff]) ? 'utf-16be' : undefined
  if (!marked && bytes.includes(0)) return undefined
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this one.
    }
  }
  return undefined
}
