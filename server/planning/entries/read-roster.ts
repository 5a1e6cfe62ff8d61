import { err, ok, type Result } from '#domain/result.ts'
import type { Roster } from '#domain/roster.ts'
import { readFile } from '../../jobs/read-file.ts'
import { type FileRefusal, sentenceOf } from '../../jobs/refusals.ts'

/** `why` in words, in both languages. */
export interface RosterRefusal {
  readonly kind: 'roster-refused'
  readonly why: FileRefusal['kind']
  readonly zh: string
  readonly en: string
}

/** A roster from a dropped file or from pasted text; nothing is kept before somebody has looked at it. */
export async function previewRoster(bytes: Uint8Array): Promise<Result<Roster, RosterRefusal>> {
  const turn = await readFile('roster', bytes)
  const read = turn.ok ? turn.value : turn
  if (read.ok) return ok(read.value)
  const [zh, en] = sentenceOf(read.error)
  return err({ kind: 'roster-refused', why: read.error.kind, zh, en })
}
