import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeWritable } from './open-sqlite.ts'
import { UnusableData } from './unusable-data.ts'

/** Milliseconds that a server which is just going away is waited for. */
const PATIENCE = 2000

/** Kept, since a lock ends with its connection. */
const held: Sqlite.Database[] = []

/**
 * Takes a folder of data for this process, until it ends: two servers on one SQLite file would each show boards without
 * the other's marks. The lock is the operating system's, on a database beside ours, so it ends with the process however
 * that ends, and nothing stale is left. Refuses with `UnusableData`, naming the process that has it.
 */
export function holdFolder(dataDir: string, now: number) {
  makeWritable(dataDir)
  const holder = join(dataDir, 'skillmark.lock.txt')
  const lock = new Sqlite(join(dataDir, 'skillmark.lock.db'), { timeout: PATIENCE })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw inWords(dataDir, error)
    const who = readHolder(holder)
    throw new UnusableData(
      `“${dataDir}”正由另一个匠评服务器使用（${who}）。请先停止它，或给这一个另一个目录：DATA_DIR=目录 npm start。 Another Skillmark server is using "${dataDir}" (${who}). Stop that one first, or give this one another folder: DATA_DIR=folder npm start.`,
    )
  }
  held.push(lock)
  writeFileSync(holder, `PID ${process.pid}, ${new Date(now).toISOString()}\n`)
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || 'PID ?'
  } catch {
    return 'PID ?'
  }
}

const inWords = (dataDir: string, error: unknown) => {
  const code = (error as { code?: unknown }).code
  return new UnusableData(
    `不能在“${dataDir}”加锁（${code}）。请换一个本地磁盘上的目录：DATA_DIR=目录 npm start。 Cannot take a lock in "${dataDir}" (${code}). Give a folder on a local disk: DATA_DIR=folder npm start.`,
  )
}
