import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Where } from '../../server/db/open.ts'

/** Which engine this part of the tests runs on; vitest.config.ts says so for each project. */
export const engine = process.env.TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite'

export interface TestDatabase {
  readonly where: Where
  /** Gone without a trace; nobody may be connected any more. */
  drop(): Promise<void>
}

/**
 * Tests wait for no disk, where the machine has a folder in memory: what a killed process leaves is the same there, and
 * every commit would otherwise cost milliseconds. Benches keep to the disk, since that wait is part of what they measure.
 */
const MEMORY = '/dev/shm'
const folder = process.env.VITEST && existsSync(MEMORY) ? MEMORY : tmpdir()

/** A database of its own for a test file: an empty SQLite folder, or a clone of the PostgreSQL template. */
export async function aDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(folder, 'skillmark-'))
  const clone = engine === 'postgres' ? await cloneOf(template()) : null
  return {
    where: { dataDir, databaseUrl: clone },
    async drop() {
      rmSync(dataDir, { recursive: true, force: true })
      if (clone !== null) await asAdmin(`drop database if exists ${nameOf(clone)} with (force)`)
    },
  }
}

/** Runs one statement on the server that the tests were given, outside every database of ours. */
export async function asAdmin(statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

export const nameOf = (url: string) => new URL(url).pathname.slice(1)

/** The same server, another database. */
export function databaseUrl(name: string): string {
  const url = new URL(process.env.TEST_DATABASE_URL ?? '')
  url.pathname = `/${name}`
  return url.href
}

function template(): string {
  const name = process.env.TEST_DATABASE_TEMPLATE
  if (!name) throw new Error('PostgreSQL tests run through `npm test`, which finds a server and makes the template')
  return name
}

let clones = 0
async function cloneOf(name: string): Promise<string> {
  const clone = `${name}_${process.pid}_${++clones}`
  await asAdmin(`create database ${clone} template ${name}`)
  return databaseUrl(clone)
}
