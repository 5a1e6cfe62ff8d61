import { sql } from 'kysely'
import { openDatabase, type Where } from '../../server/db/open.ts'
import { engine } from './database.ts'

/** What really stands in the database, read past the server. */
export async function readBack(where: Where) {
  const db = await openDatabase(where, (error) => {
    throw error
  })
  try {
    if (engine === 'sqlite') {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
      if (rows[0]?.integrity_check !== 'ok') throw new Error(`a damaged database: ${JSON.stringify(rows)}`)
    }
    const journal = await db.selectFrom('journal').selectAll().orderBy('journal_id').orderBy('position').execute()
    return {
      marks: await db.selectFrom('mark').selectAll().execute(),
      receipts: await db.selectFrom('receipt').selectAll().execute(),
      journal,
      /** The ids of the marks that the journal holds, as often as it holds them. */
      journalledMarks: journal
        .filter((line) => line.kind === 'mark-received')
        .map((line) => (JSON.parse(line.body) as { mark: string }).mark),
    }
  } finally {
    await db.destroy()
  }
}

/** The positions that a journal without a gap or a twin has. */
export const gapless = (lines: readonly unknown[]) => lines.map((_, i) => i + 1)
