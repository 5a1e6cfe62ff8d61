import { type CisCheck, refused } from '#domain/cis/check.ts'
import { readFile } from './read-file.ts'
import { type FileRefusal, sentenceOf } from './refusals.ts'

/** Reads and checks a marking-scheme workbook; whatever the bytes are, the answer is a report. */
export async function checkWorkbookBytes(bytes: Uint8Array): Promise<CisCheck> {
  const turn = await readFile('scheme', bytes)
  const read = turn.ok ? turn.value : turn
  return read.ok ? read.value : refused([fileRefused(read.error)])
}

/** A file that could not be read, as a finding: with sheet and cell, where it is one cell's fault. */
function fileRefused(refusal: FileRefusal) {
  const [zh, en] = sentenceOf(refusal)
  return { kind: 'file-refused', where: 'where' in refusal ? refusal.where : '', with: { zh, en } } as const
}
