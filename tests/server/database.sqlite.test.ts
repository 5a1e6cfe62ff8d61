import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migratorOn } from '../../server/db/migrator.ts'
import { openSqlite } from '../../server/db/open-sqlite.ts'
import type { Database } from '../../server/db/schema.ts'
import { UnusableData } from '../../server/db/unusable-data.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skillmark-db-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pragma = async (name: string) => {
  const db = await openSqlite(folder)
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)
  await db.destroy()
  return Object.values(rows[0] ?? {})[0]
}

describe('the database', () => {
  it('is durable on every opening, not only on the one that made it', async () => {
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('foreign_keys')).toBe(1)
  })

  it('is brought up to date on a copy, and the old one stays', async () => {
    const old = new Sqlite(join(folder, 'skillmark.db'))
    old.exec('create table of_old (x text); insert into of_old values (1)')
    old.close()
    const db = await openSqlite(folder)
    expect(await db.selectFrom('contest').selectAll().execute()).toEqual([])
    await db.destroy()
    expect(readdirSync(folder).some((name) => name.startsWith('skillmark.db.before-'))).toBe(true)
  })

  it('keeps every mark when marks are laid by their sheets', async () => {
    const old = new Sqlite(join(folder, 'skillmark.db'))
    const { error } = await migratorOn(
      new Kysely<Database>({ dialect: new SqliteDialect({ database: old }) }),
    ).migrateTo('20261125_1810_find_sheets_by_entry')
    expect(error).toBeUndefined()
    old.pragma('foreign_keys = OFF')
    const entry = old.prepare(
      "insert into entry (id, stage_id, name, organization, code, board_id, board_code, state) values (@id, 'stage', '', '', @id, @id, @id, 'present')",
    )
    for (let n = 0; n < 7; n++) entry.run({ id: `entry-${n}` })
    const insert = old.prepare('insert into mark values (?, ?, ?, ?, ?, ?, ?)')
    for (let n = 0; n < 300; n++) {
      insert.run(
        'stage',
        `entry-${n % 7}`,
        `A1.${n}`,
        `seat-${n % 3}`,
        `mark-${n}`,
        `{"kind":"judgement","level":${n % 4}}`,
        n,
      )
    }
    const kept = (table: Sqlite.Database) =>
      table.prepare('select entry_id, seat_id, aspect_id, mark_id, value, position from mark order by position').all()
    const before = kept(old)
    old.close()
    await (await openSqlite(folder)).destroy()
    const upgraded = new Sqlite(join(folder, 'skillmark.db'))
    expect(kept(upgraded)).toEqual(before)
    expect(upgraded.pragma('integrity_check', { simple: true })).toBe('ok')
    upgraded.close()
  })

  it('is not upgraded while another program has it open, and loses nothing by having tried', async () => {
    const other = new Sqlite(join(folder, 'skillmark.db'))
    other.pragma('journal_mode = WAL')
    other.exec('create table of_old (x text); insert into of_old values (1)')
    other.prepare('select * from of_old').all()
    await expect(openSqlite(folder)).rejects.toThrow(/Another program/)
    expect(other.prepare('select count(*) as n from of_old').get()).toEqual({ n: 1 })
    other.close()
    const db = await openSqlite(folder)
    expect((await sql<{ n: number }>`select count(*) as n from of_old`.execute(db)).rows).toEqual([{ n: 1 }])
    await db.destroy()
  }, 20_000)

  it('says what really failed where SQLite has rolled back by itself, as it does on a disk that is full at COMMIT', async () => {
    const db = await openSqlite(folder)
    const failing = db.transaction().execute(async (trx) => {
      await sql`rollback`.execute(trx)
      throw new Error('the disk is full')
    })
    await expect(failing).rejects.toThrow('the disk is full')
    await db.destroy()
  })

  it('starts from the whole old file when the power went in the middle of that', async () => {
    await (await openSqlite(folder)).destroy()
    writeFileSync(join(folder, 'skillmark.db.migrating'), 'half a file')
    await (await openSqlite(folder)).destroy()
    expect(existsSync(join(folder, 'skillmark.db.migrating'))).toBe(false)
  })

  it('that is none is left alone, with a sentence', async () => {
    writeFileSync(join(folder, 'skillmark.db'), 'no database '.repeat(200))
    await expect(openSqlite(folder)).rejects.toBeInstanceOf(UnusableData)
  })
})
