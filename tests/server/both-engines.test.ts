import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContestLine } from '#contract/contests.ts'
import { asId, type JournalId } from '#domain/ids.ts'
import { journalOn } from '../../server/db/journal.ts'
import type { Trx } from '../../server/db/transact.ts'
import { engine } from '../support/database.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

/** What the engines do differently by themselves (DESIGN §4), and must not do differently for us. */
let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(() => house.close())

const journal = asId<JournalId>('j')
const event = { kind: 'skill-added', actor: 'server', device: null, body: {} } as const
const startJournal = (trx: Trx) => trx.insertInto('journal_head').values({ journal_id: journal, position: 0 }).execute()

describe('either engine', () => {
  it('is the one that this part of the tests is meant for', async () => {
    const { rows } = await sql<{ version: string }>`select ${sql.raw(
      engine === 'postgres' ? 'version()' : "'SQLite ' || sqlite_version()",
    )} as version`.execute(house.db)
    expect(rows[0]?.version).toMatch(engine === 'postgres' ? /^PostgreSQL/ : /^SQLite/)
  })

  it('gives whole numbers as numbers, up to the last exact one', async () => {
    await house.deps.transact(startJournal)
    await house.db.updateTable('journal_head').set({ position: Number.MAX_SAFE_INTEGER }).execute()
    const head = await house.db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow()
    expect(head.position).toBe(Number.MAX_SAFE_INTEGER)
    const { n } = await house.db
      .selectFrom('journal_head')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(n).toBe(1)
  })

  it('takes a yes or a moment only as a whole number, never as it is', async () => {
    await house.deps.transact(startJournal)
    for (const value of [true, new Date(0)]) {
      const put = house.db.updateTable('journal_head').set({ position: value as never })
      await expect(put.execute()).rejects.toThrow()
    }
  })

  it('keeps yes and no as 1 and 0', async () => {
    const { stageId } = await aStage(house, { rubric: rubricOf([judgement(1)]), open: false })
    const seats = await house.db.selectFrom('seat').select(['chief']).where('stage_id', '=', stageId).execute()
    expect(seats.map((seat) => seat.chief).sort()).toEqual([0, 0, 1])
  })

  it('sorts codes by their signs, not by the customs of a language', async () => {
    const { stageId } = await aStage(house, { rubric: rubricOf([judgement(1)]), entries: 6, open: false })
    const codes = ['a-1', 'B2', '甲', 'A10', 'b1', 'A-2']
    const entries = await house.db.selectFrom('entry').select('id').where('stage_id', '=', stageId).execute()
    for (const [i, { id }] of entries.entries()) {
      await house.db.updateTable('entry').set({ code: codes[i]! }).where('id', '=', id).execute()
    }
    const sorted = await house.db.selectFrom('entry').select('code').orderBy('code').execute()
    expect(sorted.map((row) => row.code)).toEqual(['A-2', 'A10', 'B2', 'a-1', 'b1', '甲'])
  })

  it('rolls a refused command back whole', async () => {
    const half = house.deps.transact(async (trx) => {
      await startJournal(trx)
      await journalOn(house.db).append(trx, journal, [event], 1)
      throw new Error('in the middle')
    })
    await expect(half).rejects.toThrow('in the middle')
    expect(await house.db.selectFrom('journal_head').selectAll().execute()).toEqual([])
    expect(await house.db.selectFrom('journal').selectAll().execute()).toEqual([])
  })

  it('keeps a name without what it could not give back, and refuses an address with it', async () => {
    const { organizer } = await aStage(house, { rubric: rubricOf([judgement(1)]), open: false })
    for (const name of ['a\0b', 'ab\ud83d']) {
      const planned = await organizer('POST', '/api/contests', { name })
      expect(planned.status).toBe(201)
      const { contestId } = (await planned.json()) as { contestId: string }
      const { contests } = (await (await organizer('GET', '/api/contests')).json()) as { contests: ContestLine[] }
      expect(contests.find((contest) => contest.id === contestId)?.name).toBe('ab')
    }
    expect((await organizer('POST', '/api/contests', { name: '\0' })).status).toBe(400)
    expect((await organizer('GET', '/api/stages/%00')).status).toBe(400)
    expect(house.faults).toEqual([])
  })

  it('refuses a mark with such a text, and does not ask the tablet to send it for ever', async () => {
    const { tablets } = await aStage(house, { rubric: rubricOf([judgement(1)]) })
    const [tablet] = tablets
    const answer = await tablet!.post('marks', {
      marks: [tablet!.mark(asId('\0'), 'A1.1', { kind: 'judgement', level: 1 })],
    })
    expect(answer.status).toBe(400)
    expect(house.faults).toEqual([])
  })
})
