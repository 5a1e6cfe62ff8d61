import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Kysely } from 'kysely'
import type { DeviceId, JournalId } from '#domain/ids.ts'
import { prepared, preparedRows } from './prepared.ts'
import type { Database } from './schema.ts'
import type { Trx } from './transact.ts'

/** What a contest's journal can say: everything that can change a result (DESIGN §6). No names stand in it, only ids; but who signs a ruling is named. */
export type JournalKind =
  | 'contest-planned'
  | 'skill-added'
  | 'rubric-saved'
  | 'rubric-drafted'
  | 'rubric-frozen'
  | 'rubric-chosen'
  | 'scheme-set'
  | 'settings-changed'
  | 'entries-added'
  | 'trial-added'
  | 'entry-state-changed'
  | 'entry-removed'
  | 'judges-seated'
  | 'seat-link-issued'
  | 'seat-taken'
  | 'stage-opened'
  | 'stage-locked'
  | 'amendment'
  | 'mark-received'
  | 'sheet-signed'
  | 'sheet-locked'
  | 'sheet-returned'
  | 'sheet-moved'
  | 'spread-found'
  | 'spread-discussed'
  | 'spread-accepted'
  | 'note-written'
  | 'photo-added'
  | 'photo-removed'
  | 'entry-division-changed'
  | 'ruling'
  | 'ruling-withdrawn'
  | 'points-imported'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export interface JournalEvent {
  readonly kind: JournalKind
  /** Who did it: `staff:…`, `seat:…`, or `server`. */
  readonly actor: string
  readonly device: DeviceId | null
  /** Whole numbers and NFC strings only. */
  readonly body: Json
}

export interface Journal {
  /** Appends in order and returns the position of the first event. Positions are gapless from 1. */
  append(trx: Trx, journalId: JournalId, events: readonly JournalEvent[], now: number): Promise<number>
}

/** SHA-256(0x00 ‖ canonical JSON (RFC 8785)): a leaf of the tree of RFC 6962, in hex. */
export function leafOf(journal: JournalId, position: number, at: number, event: JournalEvent): string {
  const { kind, actor, device, body } = event
  const json = canonicalize({ v: 1, journal, position, kind, at, actor, device, body })
  if (json === undefined) throw new TypeError('a journal event that is no JSON')
  return hash('sha256', `\0${json.normalize('NFC')}`, 'hex')
}

export function journalOn(db: Kysely<Database>): Journal {
  // The head row is taken first, and held until the transaction ends: positions have no gap and no twin.
  const advance = prepared<{ id: JournalId; by: number }, { position: number }>(db, (db, slot) =>
    db
      .updateTable('journal_head')
      .set((eb) => ({ position: eb('position', '+', slot.by) }))
      .where('journal_id', '=', slot.id)
      .returning('position'),
  )
  const insert = preparedRows<Database['journal']>(db, (db, rows) =>
    db.insertInto('journal').values(
      rows.map((row) => ({
        journal_id: row.journal_id,
        position: row.position,
        kind: row.kind,
        at: row.at,
        actor: row.actor,
        device: row.device,
        body: row.body,
        salt_ref: row.salt_ref,
        leaf: row.leaf,
      })),
    ),
  )
  return {
    async append(trx, journalId, events, now) {
      const [head] = await advance(trx, { id: journalId, by: events.length })
      if (!head) throw new Error(`no journal ${journalId}`)
      const first = head.position - events.length + 1
      const rows = events.map((event, i) => ({
        journal_id: journalId,
        position: first + i,
        kind: event.kind,
        at: now,
        actor: event.actor,
        device: event.device,
        body: JSON.stringify(event.body),
        salt_ref: null,
        leaf: leafOf(journalId, first + i, now, event),
      }))
      await insert(trx, rows)
      return first
    },
  }
}

/** A new, empty journal. Whether it is a rehearsal's is said here and never again. */
export const startJournal = (trx: Trx, journalId: JournalId, rehearsal: boolean) =>
  trx
    .insertInto('journal_head')
    .values({ journal_id: journalId, position: 0, rehearsal: rehearsal ? 1 : 0 })
    .execute()
