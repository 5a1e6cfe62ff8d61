import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Everything from a contest to its marks. Times are UTC milliseconds; yes/no is 0 or 1; JSON is text: what both
 * engines hold alike. The journal can only grow: the database itself refuses to change or drop a line of it.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const schema = db.schema

  await schema
    .createTable('staff')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('password', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()

  await schema
    .createTable('staff_session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()

  await schema
    .createTable('journal_head')
    .addColumn('journal_id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .execute()

  await schema
    .createTable('journal')
    .addColumn('journal_id', 'text', (c) => c.notNull().references('journal_head.journal_id'))
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('device', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('salt_ref', 'text')
    .addColumn('leaf', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('journal_key', ['journal_id', 'position'])
    .execute()

  await schema
    .createTable('contest')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('planned_at', 'bigint', (c) => c.notNull())
    .addColumn('journal_id', 'text', (c) => c.notNull().references('journal_head.journal_id'))
    .execute()

  await schema
    .createTable('skill')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('contest_id', 'text', (c) => c.notNull().references('contest.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()

  await schema
    .createTable('rubric')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('findings', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('rubric_version', ['skill_id', 'version'])
    .execute()

  await schema
    .createTable('stage')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('draft', 'open', 'locked')`))
    .addColumn('blind', 'integer', (c) => c.notNull().check(sql`blind in (0, 1)`))
    .addColumn('feed', 'text', (c) => c.notNull().check(sql`feed in ('on-lock', 'panel-complete', 'each-mark')`))
    .addColumn('identity', 'text', (c) => c.notNull().check(sql`identity in ('code', 'name')`))
    .addColumn('points_rule', 'text', (c) => c.notNull())
    .addColumn('rubric_id', 'text', (c) => c.references('rubric.id'))
    .addColumn('scheme', 'text')
    .addColumn('opened_at', 'bigint')
    .addColumn('locked_at', 'bigint')
    .execute()

  await schema
    .createTable('entry')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('organization', 'text', (c) => c.notNull())
    .addColumn('station', 'text')
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('board_id', 'text', (c) => c.notNull().unique())
    .addColumn('board_code', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('registered', 'present', 'absent', 'withdrawn', 'disqualified', 'excluded')`),
    )
    .addUniqueConstraint('entry_code', ['stage_id', 'code'])
    .addUniqueConstraint('entry_board_code', ['stage_id', 'board_code'])
    .execute()

  await schema
    .createTable('panel')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sub_criteria', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()

  await schema
    .createTable('seat')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('panel_id', 'text', (c) => c.notNull().references('panel.id'))
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('judge', 'text', (c) => c.notNull())
    .addColumn('chief', 'integer', (c) => c.notNull().check(sql`chief in (0, 1)`))
    .addColumn('recorder', 'integer', (c) => c.notNull().check(sql`recorder in (0, 1)`))
    .addColumn('link_hash', 'text', (c) => c.unique())
    .addUniqueConstraint('seat_label', ['stage_id', 'label'])
    .execute()

  await schema
    .createTable('device')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id').onDelete('cascade'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('paired_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .execute()

  await schema
    .createTable('mark')
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('aspect_id', 'text', (c) => c.notNull())
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('mark_id', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mark_cell', ['entry_id', 'aspect_id', 'seat_id'])
    .execute()
  await schema.createIndex('mark_stage').on('mark').columns(['stage_id', 'seat_id']).execute()

  await schema
    .createTable('receipt')
    .addColumn('mark_id', 'text', (c) => c.primaryKey())
    .addColumn('device_id', 'text', (c) => c.notNull())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('replaces', 'text')
    .addColumn('outcome', 'text', (c) =>
      c.notNull().check(sql`outcome in ('accepted', 'already-had', 'contested', 'quarantined', 'refused')`),
    )
    .addColumn('refusal', 'text')
    .addColumn('position', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('receipt_number').on('receipt').columns(['device_id', 'number']).execute()

  await schema
    .createTable('sheet')
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('sub_criterion_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('open', 'signed', 'locked')`))
    .addColumn('signature_id', 'text')
    .addColumn('strokes', 'text')
    .addColumn('signed_at', 'bigint')
    .addColumn('locked_at', 'bigint')
    .addColumn('returned', 'text')
    .addPrimaryKeyConstraint('sheet_key', ['seat_id', 'entry_id', 'sub_criterion_id'])
    .execute()
  await schema.createIndex('sheet_stage').on('sheet').columns(['stage_id']).execute()

  await schema
    .createTable('spread_accepted')
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('sub_criterion_id', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('spread_accepted_key', ['entry_id', 'sub_criterion_id'])
    .execute()

  await appendOnly(db)
}

/** One rule in two texts: SQLite has no TRUNCATE to refuse. */
async function appendOnly(db: Kysely<any>) {
  const texts =
    db.getExecutor().adapter instanceof PostgresAdapter
      ? [
          `create function journal_only_grows() returns trigger language plpgsql as
             $$ begin raise exception 'the journal only grows'; end $$`,
          `create trigger journal_no_change before update or delete on journal
             for each row execute function journal_only_grows()`,
          `create trigger journal_no_truncate before truncate on journal
             for each statement execute function journal_only_grows()`,
        ]
      : ['update', 'delete'].map(
          (act) => `create trigger journal_no_${act} before ${act} on journal
             begin select raise(abort, 'the journal only grows'); end`,
        )
  for (const text of texts) await sql.raw(text).execute(db)
}
