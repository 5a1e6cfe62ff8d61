import { createSignal } from 'solid-js'
import type { SpreadDiscussed } from '#contract/seats.ts'
import type { AspectId, EntryId } from '#domain/ids.ts'
import type { Seat } from './createSeat.ts'
import { post } from './post.ts'

/** What became of a judge's word: on its way; over the limit still; or why the server did not take it. */
export type Discussed =
  | { readonly kind: 'asking' }
  | { readonly kind: 'stands' }
  | { readonly kind: 'refused'; why: string }

/** A judge's word that a spread was talked over (讨论完毕): only then, or at a signature, does the server look again. */
export function createDiscussion(seat: Seat, seatId: string) {
  const [said, setSaid] = createSignal<ReadonlyMap<string, Discussed>>(new Map())
  /** Said of this very mark: after another one it may be said anew. */
  const name = (entryId: EntryId, aspectId: AspectId) =>
    `${entryId} ${aspectId} ${seat.cellOf(entryId, aspectId)?.standing}`
  const put = (at: string, what: Discussed | null) => {
    const next = new Map(said())
    if (what) next.set(at, what)
    else next.delete(at)
    setSaid(next)
  }
  const saidOf = (entryId: EntryId, aspectId: AspectId) => said().get(name(entryId, aspectId))
  /** A mark that is still on its way would be looked at without it. */
  const maySay = (entryId: EntryId, aspectId: AspectId) =>
    !seat.isOffline() &&
    seat.cellOf(entryId, aspectId)?.state === 'saved' &&
    saidOf(entryId, aspectId)?.kind !== 'asking'

  const say = async (entryId: EntryId, aspectId: AspectId): Promise<void> => {
    const at = name(entryId, aspectId)
    put(at, { kind: 'asking' })
    const answer = await post(`/api/seats/${seatId}/discussions`, { entryId, aspectId })
    if (answer.kind === 'answered') put(at, (answer.body as SpreadDiscussed).stands ? { kind: 'stands' } : null)
    else if (answer.kind === 'refused' && answer.why !== 'no-spread') put(at, { kind: 'refused', why: answer.why })
    else put(at, answer.kind === 'again' ? { kind: 'refused', why: 'no-answer' } : null)
    await seat.lookAgain() // another judge may have said so first, or the seat is lost
  }
  return { say, maySay, saidOf }
}
