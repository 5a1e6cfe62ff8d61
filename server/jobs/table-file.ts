import type { Grid } from '#domain/grid.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { gridOfText } from '#domain/roster-text.ts'
import { readSheets } from './read-sheets.ts'
import type { FileRefusal } from './refusals.ts'

/** A thousand bytes for each of 2000 entries. */
const MOST_TEXT = 2 * 1024 * 1024

/** The sheets of a workbook, or one of pasted or comma-separated text. */
export async function readTable(bytes: Uint8Array): Promise<Result<readonly Grid[] | Pick<Grid, 'rows'>, FileRefusal>> {
  if (begins(bytes, ZIP) || begins(bytes, OLD_WORKBOOK)) return readSheets(bytes)
  if (bytes.length > MOST_TEXT) return err({ kind: 'too-large', most: MOST_TEXT })
  const text = decode(bytes)
  return text === undefined ? err({ kind: 'not-text' }) : ok(gridOfText(text))
}

const ZIP = [0x50, 0x4b, 3, 4]
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0]
const PDF = [0x25, 0x50, 0x44, 0x46]
const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte)

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
