import { parseRubric, type RubricFault } from '#contract/rubric.ts'
import type { Result } from '#domain/result.ts'
import { err } from '#domain/result.ts'
import type { Rubric } from '#domain/rubric.ts'

/** As many faults as anybody reads at once. */
const MOST_FAULTS = 50

export type RubricFile = Result<Rubric, readonly RubricFault[] | 'not-json'>

/** A rubric file of the project's own. */
export function readRubric(bytes: Uint8Array): RubricFile {
  let json: unknown
  // The decoder takes off the mark that some editors put before the text; JSON knows none.
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return err('not-json')
  }
  const parsed = parseRubric(json)
  return parsed.ok ? parsed : err(parsed.error.slice(0, MOST_FAULTS))
}
