import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryId } from '#domain/ids.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { connect } from '../../server/db/open-sqlite.ts'
import { amendingOn } from '../support/amending.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { countOf, judgement, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse({ there: true })
})
afterEach(() => house.close())

const rubric = rubricOf([judgement(1), judgement(1)])
const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const positions = async () =>
  (await house.db.selectFrom('journal').select('position').orderBy('position').execute()).map((row) => row.position)

describe('marks entered in their own thread', () => {
  it('take turns with all other writers: nothing fails, and the journal has no gap', async () => {
    const stage = await aStage(house, { rubric, judges: 8, entries: 6 })
    const marked = stage.tablets.flatMap((tablet) =>
      stage.entries.map(async ({ id }) => {
        const receipts = await tablet.send(tablet.mark(id, 'A1.1', level(2)), tablet.mark(id, 'A1.2', level(1)))
        expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
        expect((await tablet.sign(id, 'A1')).status).toBe(200)
      }),
    )
    const trials = Array.from({ length: 10 }, () => stage.organizer('POST', `/api/stages/${stage.stageId}/trials`))
    await Promise.all([...marked, ...trials])
    expect(await positions()).toEqual((await positions()).map((_, i) => i + 1))
    expect(await house.db.selectFrom('mark').select('mark_id').execute()).toHaveLength(96)
    expect([house.faults, house.told.doubts]).toEqual([[], 0])
  })

  it('are shown by the boards as if they had been entered here', async () => {
    const stage = await aStage(house, {
      rubric,
      judges: 1,
      settings: { blind: true, feed: 'each-mark', identity: 'code' },
    })
    const [tablet] = stage.tablets
    const [entry] = stage.entries
    expect(await (await stage.board()).json()).toMatchObject({ rows: [{ total: null }, { total: null }] })
    await tablet!.send(tablet!.mark(entry!.id, 'A1.1', level(3)), tablet!.mark(entry!.id, 'A1.2', level(3)))
    await expect.poll(async () => (await stage.board()).json()).toMatchObject({ rows: [{ total: 2000 }, {}] })
  })

  it('are checked by an aspect as it was corrected just before, though the thread knew another', async () => {
    const stage = await aStage(house, { rubric: rubricOf([countOf(4, 4)]), judges: 1 })
    const [tablet] = stage.tablets
    const [one, two] = stage.entries.map(({ id }) => id)
    const six = (entryId: EntryId) => tablet!.send(tablet!.mark(entryId, 'A1.1', { kind: 'count', done: 6 }))
    expect(await six(one!)).toMatchObject([{ outcome: 'refused', refusal: { kind: 'off-scale' } }])
    const [aspect] = aspectsOf(rubricOf([countOf(4, 4)]))
    await amendingOn(stage).amend({ kind: 'corrected', aspect: 'A1.1', to: { ...aspect, of: 6 } })
    expect(await six(two!)).toMatchObject([{ outcome: 'accepted' }])
  })

  it('are answered "database-away" while another program holds the file, and go through afterwards', async () => {
    const stage = await aStage(house, { rubric, judges: 1 })
    const [tablet] = stage.tablets
    const mark = tablet!.mark(stage.entries[0]!.id, 'A1.1', level(3))
    const other = connect(join(house.dataDir, 'skillmark.db'))
    other.exec('begin immediate')
    const answer = await tablet!.post('marks', { marks: [mark] })
    expect([answer.status, await answer.json()]).toEqual([503, { kind: 'database-away' }])
    expect([house.faults.length, house.told.doubts]).toEqual([1, 0]) // certainly not kept: no board is read again
    other.exec('rollback')
    other.close()
    expect(await tablet!.send(mark)).toMatchObject([{ outcome: 'accepted' }])
  }, 20_000)

  it('find a new thread where the old one is gone', async () => {
    const stage = await aStage(house, { rubric, judges: 1 })
    const [tablet] = stage.tablets
    await house.endThread()
    expect(await tablet!.send(tablet!.mark(stage.entries[0]!.id, 'A1.1', level(3)))).toMatchObject([
      { outcome: 'accepted' },
    ])
  })
})
