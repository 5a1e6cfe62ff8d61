import { parseRubric } from '#contract/rubric.ts'
import { type CisCheck, checkWorkbook } from '#domain/cis/check.ts'
import { ok, type Result } from '#domain/result.ts'
import { readSheets } from './read-sheets.ts'
import type { FileRefusal } from './refusals.ts'

/** A marking scheme workbook, read and checked; what comes out of it can be kept like any other rubric. */
export async function readScheme(bytes: Uint8Array): Promise<Result<CisCheck, FileRefusal>> {
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return sheets
  return ok(
    checkWorkbook(sheets.value, (rubric) => {
      const parsed = parseRubric(rubric)
      return parsed.ok ? [] : parsed.error
    }),
  )
}
