import type { BoardSnapshot } from '#contract/board.ts'
import type { StageId } from '#domain/ids.ts'

export type SnapshotAnswer =
  | { readonly kind: 'snapshot'; readonly snapshot: BoardSnapshot; readonly tag: string }
  /** What the tag names is still the newest. */
  | { readonly kind: 'same' }
  | { readonly kind: 'not-found' }
  /** It was a rehearsal's, and the organizer wiped it. */
  | { readonly kind: 'wiped' }

/** A phone that changed networks can wait for minutes on a dead connection: give up before anybody wonders. */
const PATIENCE = 8000

/** One question to GET /api/boards/:stageId. Throws where there is no answer, or one that is no snapshot. */
export async function fetchSnapshot(stageId: StageId, tag: string, patience = PATIENCE): Promise<SnapshotAnswer> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  try {
    const answer = await fetch(`/api/boards/${encodeURIComponent(stageId)}`, {
      signal: giveUp.signal,
      ...(tag ? { headers: { 'if-none-match': tag } } : {}),
    })
    if (answer.status === 304) return { kind: 'same' }
    if (answer.status === 410) return { kind: 'wiped' }
    // 400 is an address that cannot be a stage's.
    if (answer.status === 404 || answer.status === 400) return { kind: 'not-found' }
    if (!answer.ok) throw new Error(`the board was not given: ${answer.status}`)
    // The tag counts only once the whole body is here, or a cut connection would be taken for a board in hand.
    const snapshot = (await answer.json()) as BoardSnapshot
    return { kind: 'snapshot', snapshot, tag: answer.headers.get('etag') ?? '' }
  } finally {
    clearTimeout(timer)
  }
}
