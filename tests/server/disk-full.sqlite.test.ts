import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GivenMark } from '#domain/mark.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
beforeAll(async () => {
  house = await aHouse()
  stage = await aStage(house, { rubric: rubricOf([judgement(1)]), judges: 1 })
})
afterAll(() => house.close())

const mostPages = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(house.db)

describe('a full disk', () => {
  it('is told as such, so that a tablet keeps its mark and sends it again when there is room', async () => {
    const tablet = stage.tablets[0]!
    const [entry] = stage.entries
    await mostPages(1) // it never goes below what is there
    let answer: Response
    let mark: GivenMark
    do {
      mark = tablet.mark(entry!.id, 'A1.1', { kind: 'judgement', level: 1 })
      answer = await tablet.post('marks', { marks: [mark] })
    } while (answer.status === 200)
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      503,
      '5',
      { kind: 'disk-full' },
    ])
    expect(house.faults).toMatchObject([{ code: 'SQLITE_FULL' }])
    await mostPages(1_000_000)
    expect(await tablet.send(mark)).toMatchObject([{ markId: mark.id, outcome: 'accepted' }])
  })
})
