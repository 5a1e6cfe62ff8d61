import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * A contest can be planned as a rehearsal: the head of its journal says so from the beginning, and the database refuses
 * to say otherwise later. Only a rehearsal's journal can be deleted; every other one goes on growing, line by line.
 * Of a wiped rehearsal the ids of its stages and seats stay, so that a screen or a tablet can be told what happened.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('journal_head')
    .addColumn('rehearsal', 'integer', (c) => c.notNull().defaultTo(0).check(sql`rehearsal in (0, 1)`))
    .execute()

  await db.schema
    .createTable('wiped')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()

  const texts = db.getExecutor().adapter instanceof PostgresAdapter ? postgres : sqlite
  for (const text of texts) await sql.raw(text).execute(db)
}

const GROWS = 'the journal only grows'
const STAYS = 'a contest stays what it was planned as'

/** SQLite's REPLACE deletes without asking the triggers of a delete: what stands there already is not put in again. */
const sqlite = [
  'drop trigger journal_no_delete',
  `create trigger journal_no_delete before delete on journal
     when not exists (select 1 from journal_head where journal_id = old.journal_id and rehearsal = 1)
     begin select raise(abort, '${GROWS}'); end`,
  `create trigger journal_no_replace before insert on journal
     when exists (select 1 from journal where journal_id = new.journal_id and position = new.position)
     begin select raise(abort, '${GROWS}'); end`,
  `create trigger journal_head_no_change before update of journal_id, rehearsal on journal_head
     begin select raise(abort, '${STAYS}'); end`,
  `create trigger journal_head_no_replace before insert on journal_head
     when exists (select 1 from journal_head where journal_id = new.journal_id)
     begin select raise(abort, '${STAYS}'); end`,
  `create trigger journal_head_no_delete before delete on journal_head when old.rehearsal = 0
     begin select raise(abort, '${STAYS}'); end`,
]

/** TRUNCATE of the journal stays refused, for rehearsals too: it would take every journal with it. */
const postgres = [
  'drop trigger journal_no_change on journal',
  `create trigger journal_no_update before update on journal
     for each row execute function journal_only_grows()`,
  `create function journal_delete() returns trigger language plpgsql as
     $$ begin
       if exists (select 1 from journal_head where journal_id = old.journal_id and rehearsal = 1) then
         return old;
       end if;
       raise exception '${GROWS}';
     end $$`,
  `create trigger journal_no_delete before delete on journal
     for each row execute function journal_delete()`,
  `create function journal_head_stays() returns trigger language plpgsql as
     $$ begin raise exception '${STAYS}'; end $$`,
  `create trigger journal_head_no_change before update of journal_id, rehearsal on journal_head
     for each row execute function journal_head_stays()`,
  `create trigger journal_head_no_delete before delete on journal_head
     for each row when (old.rehearsal = 0) execute function journal_head_stays()`,
]
