import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leafOf } from '../../server/db/journal.ts'
import { openDatabase, UnusableData } from '../../server/db/open.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skillmark-db-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pragma = async (name: string) => {
  const db = await openDatabase(folder)
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
    const db = await openDatabase(folder)
    expect(await db.selectFrom('contest').selectAll().execute()).toEqual([])
    await db.destroy()
    expect(readdirSync(folder).some((name) => name.startsWith('skillmark.db.before-'))).toBe(true)
  })

  it('starts from the whole old file when the power went in the middle of that', async () => {
    await (await openDatabase(folder)).destroy()
    writeFileSync(join(folder, 'skillmark.db.migrating'), 'half a file')
    await (await openDatabase(folder)).destroy()
    expect(existsSync(join(folder, 'skillmark.db.migrating'))).toBe(false)
  })

  it('that is none is left alone, with a sentence', async () => {
    writeFileSync(join(folder, 'skillmark.db'), 'no database '.repeat(200))
    await expect(openDatabase(folder)).rejects.toBeInstanceOf(UnusableData)
  })
})

describe('a leaf of the journal', () => {
  const event = { kind: 'sheet-locked', actor: 'seat:1', device: null, body: { b: 1, a: '甲' } } as const

  it('is the same whatever the order of keys, and another for any other fact', () => {
    const leaf = leafOf('j' as never, 1, 5, event)
    expect(leafOf('j' as never, 1, 5, { ...event, body: { a: '甲', b: 1 } })).toBe(leaf)
    for (const other of [
      leafOf('k' as never, 1, 5, event),
      leafOf('j' as never, 2, 5, event),
      leafOf('j' as never, 1, 6, event),
      leafOf('j' as never, 1, 5, { ...event, actor: 'seat:2' }),
      leafOf('j' as never, 1, 5, { ...event, body: { a: '乙', b: 1 } }),
    ]) {
      expect(other).not.toBe(leaf)
    }
  })

  it('is SHA-256 over a nought byte and the canonical JSON, as anybody can work out', async () => {
    const canonical =
      '{"actor":"seat:1","at":5,"body":{"a":"甲","b":1},"device":null,"journal":"j","kind":"sheet-locked","position":1,"v":1}'
    const bytes = new Uint8Array([0, ...new TextEncoder().encode(canonical)])
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(leafOf('j' as never, 1, 5, event)).toBe(digest)
  })
})
