import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asId, type ContestId, type JournalId } from '#domain/ids.ts'
import { journalOn } from '../../server/db/journal.ts'
import { openDatabase } from '../../server/db/open.ts'
import { transactOn } from '../../server/db/transact.ts'
import { UnusableData } from '../../server/db/unusable-data.ts'
import { aDatabase, asAdmin, databaseUrl, nameOf, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
const told: unknown[] = []
beforeEach(async () => {
  database = await aDatabase()
  told.length = 0
})
afterEach(() => database.drop())

const open = () => openDatabase(database.where, (error) => void told.push(error))
const opening = (url: string) => openDatabase({ ...database.where, databaseUrl: url }, (error) => void told.push(error))
const clone = () => database.where.databaseUrl ?? ''

describe('PostgreSQL', () => {
  it('commits to the disk on every connection, whatever the database is set to', async () => {
    await asAdmin(`alter database ${nameOf(clone())} set synchronous_commit = off`)
    const db = await open()
    // More than one at a time, so that the pool opens several.
    const shown = await Promise.all(
      Array.from({ length: 4 }, () =>
        sql<{ on: string }>`select current_setting('synchronous_commit') as on, pg_sleep(0.05)`.execute(db),
      ),
    )
    expect(shown.map(({ rows }) => rows[0]?.on)).toEqual(['on', 'on', 'on', 'on'])
    await db.destroy()
  })

  it('gives no whole number that a number cannot hold exactly', async () => {
    const db = await open()
    await expect(sql`select 9007199254740993::int8 as n`.execute(db)).rejects.toThrow(/beyond what can be exact/)
    const { rows } = await sql`select 9007199254740991::int8 as n`.execute(db)
    expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }])
    await db.destroy()
  })

  it('lets nobody empty the journal by TRUNCATE', async () => {
    const db = await open()
    await expect(sql`truncate journal`.execute(db)).rejects.toThrow(/only grows/)
    await expect(sql`truncate journal_head cascade`.execute(db)).rejects.toThrow(/only grows/)
    await db.destroy()
  })

  it('makes a new connection when one was cut, and goes on', async () => {
    const db = await open()
    await db.selectFrom('contest').select('id').execute()
    await asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameOf(clone())}'`)
    await expect
      .poll(() =>
        db
          .selectFrom('contest')
          .select('id')
          .execute()
          .catch(() => 'cut'),
      )
      .toEqual([])
    await db.destroy()
  })

  it.each([
    ['an address where nobody listens', 'postgres://127.0.0.1:1/x', /Cannot reach the database at 127\.0\.0\.1:1\/x/],
    ['no address at all', 'postgres://[', /no address/],
    ['a database that does not exist', () => databaseUrl('skillmark_nowhere'), /no such database/],
  ])('says what to do about %s', async (_, url, sentence) => {
    const refused = await opening(typeof url === 'string' ? url : url()).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UnusableData)
    expect((refused as Error).message).toMatch(sentence)
  })

  it('says that the login was refused, and never the password', async () => {
    const user = `skillmark_stranger_${process.pid}`
    await asAdmin(`create role ${user} nologin`)
    try {
      const url = new URL(clone())
      url.username = user
      url.password = 'hush-hush'
      const refused = await opening(url.href).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(UnusableData)
      expect((refused as Error).message).toMatch(/refused the login/)
      expect((refused as Error).message).not.toContain('hush')
    } finally {
      await asAdmin(`drop role ${user}`)
    }
  })
})

describe('two programs on one database', () => {
  it('open it at the same moment, and its schema is made once', async () => {
    const empty = `${nameOf(clone())}_empty`
    await asAdmin(`create database ${empty} template template0 encoding 'UTF8'`)
    const both = await Promise.all([opening(databaseUrl(empty)), opening(databaseUrl(empty))])
    for (const db of both) {
      expect(await db.selectFrom('contest').selectAll().execute()).toEqual([])
      await db.destroy()
    }
    await asAdmin(`drop database ${empty} with (force)`)
    expect(told).toEqual([])
  })

  it('write in turns: no position of the journal is given twice or left out', async () => {
    const first = await open()
    const second = await open()
    const journal = asId<JournalId>('j')
    const event = { kind: 'contest-planned', actor: 'server', device: null, body: {} } as const
    await first.insertInto('journal_head').values({ journal_id: journal, position: 0 }).execute()
    // Both load, then write: without turns one would overwrite what the other has just added.
    const addOne = (db: typeof first, i: number) =>
      transactOn(db)(async (trx) => {
        const contests = await trx.selectFrom('contest').select('id').execute()
        const id = asId<ContestId>(`c${contests.length}`)
        await trx
          .insertInto('contest')
          .values({ id, name: `${i}`, planned_at: i, journal_id: journal })
          .execute()
        await journalOn(db).append(trx, journal, [event], i)
      })
    await Promise.all(Array.from({ length: 40 }, (_, i) => addOne(i % 2 === 0 ? first : second, i)))
    const lines = await first.selectFrom('journal').select('position').orderBy('position').execute()
    expect(lines.map((line) => line.position)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    expect(await second.selectFrom('contest').select('id').execute()).toHaveLength(40)
    await first.destroy()
    await second.destroy()
  })
})
