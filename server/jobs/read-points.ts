import type { TextRows } from '#domain/points-table.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { readFile } from './read-file.ts'
import { type FileRefusal, sentenceOf } from './refusals.ts'

/** `why` in words, in both languages. */
export interface PointsFileRefusal {
  readonly kind: 'file-refused'
  readonly why: FileRefusal['kind']
  readonly zh: string
  readonly en: string
}

/** The sheets of a dropped file, or the pasted lines, as texts. */
export async function readPoints(bytes: Uint8Array): Promise<Result<readonly TextRows[], PointsFileRefusal>> {
  const turn = await readFile('points', bytes)
  const read = turn.ok ? turn.value : turn
  if (read.ok) return ok(read.value)
  const [zh, en] = sentenceOf(read.error)
  return err({ kind: 'file-refused', why: read.error.kind, zh, en })
}
