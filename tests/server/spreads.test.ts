import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Progress } from '#contract/progress.ts'
import { aHouse, aStage, eventually, type House, type Tablet } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const level = (n: number) => ({ kind: 'judgement', level: n }) as const

/** One aspect, marked with these levels, a judge each. */
async function marked(...levels: readonly number[]) {
  const stage = await aStage(house, { rubric: rubricOf([judgement(1)]), judges: levels.length })
  house.told.seats.length = 0 // opening told everybody
  const entryId = stage.entries[0]!.id
  const cell = { entryId, subCriterionId: 'A1' }
  const give = async (tablet: Tablet, n: number) => {
    const [receipt] = await tablet.send(tablet.mark(entryId, 'A1.1', level(n)))
    expect(receipt?.outcome).toBe('accepted')
  }
  for (const [i, n] of levels.entries()) await give(stage.tablets[i]!, n)
  let signatures = 0
  return {
    stage,
    entryId,
    give,
    tablets: stage.tablets,
    chief: stage.tablets[0]!,
    sign: async (tablet: Tablet) => {
      const answer = await tablet.sign(entryId, 'A1', `${++signatures}`.padStart(22, 's'))
      return answer.status === 200 ? 'signed' : ((await answer.json()) as { kind: string }).kind
    },
    accept: async () => (await stage.tablets[0]!.post('spreads', { ...cell, reason: '讨论后维持原评' })).status,
    giveBack: (seatId: string | null) => stage.tablets[0]!.post('returns', { ...cell, seatId, reason: '请一起讨论' }),
    isDone: async (tablet: Tablet) => (await tablet.post('discussions', { entryId, aspectId: 'A1.1' })).json(),
    flag: async (tablet: Tablet) => (await tablet.view()).sheets.flatMap((sheet) => sheet.spread),
  }
}

const journalled = async (...kinds: string[]) =>
  (
    await house.db
      .selectFrom('journal')
      .select(['kind', 'actor', 'body'])
      .where('kind', 'in', kinds)
      .orderBy('position')
      .execute()
  ).map(({ kind, actor, body }) => ({ kind, actor, ...(JSON.parse(body) as object) }))

describe('a spread that the chief judge lets stand', () => {
  it('holds for exactly the levels that stood there: a level changed before the signatures asks anew', async () => {
    const { tablets, accept, give, sign, flag } = await marked(3, 2, 1)
    expect(await accept()).toBe(200)
    await give(tablets[2]!, 0)
    expect(await sign(tablets[0]!)).toBe('spread-open')
    for (const tablet of tablets) expect(await flag(tablet)).toEqual(['A1.1'])
    expect(await accept()).toBe(200)
    for (const tablet of tablets) expect(await sign(tablet)).toBe('signed')
  })

  it('is not asked about again when a sheet is returned and nothing changed', async () => {
    const { tablets, chief, entryId, accept, sign, give, giveBack, flag } = await marked(3, 2, 1)
    await accept()
    for (const tablet of tablets) await sign(tablet)
    expect((await giveBack(tablets[2]!.seatId)).status).toBe(200)
    expect(await flag(tablets[2]!)).toEqual([])
    await give(tablets[2]!, 1) // the same level, confirmed
    expect(await sign(tablets[2]!)).toBe('signed')
    const cells = [{ entryId, subCriterionId: 'A1' }]
    expect(await (await chief.post('locks', { cells })).json()).toEqual({ locked: 1, refused: [] })
    expect(await journalled('spread-accepted')).toHaveLength(1)
  })

  it('names its levels in the journal', async () => {
    const { tablets, accept } = await marked(3, 1)
    await accept()
    expect(await journalled('spread-accepted')).toMatchObject([
      {
        aspects: ['A1.1'],
        levels: [
          {
            aspect: 'A1.1',
            levels: [
              { seat: tablets[0]!.seatId, value: level(3) },
              { seat: tablets[1]!.seatId, value: level(1) },
            ],
          },
        ],
      },
    ])
    expect(await accept()).toBe(409)
    expect(await journalled('spread-accepted')).toHaveLength(1)
  })
})

describe('a judge who tries levels', () => {
  const everyLevel = [0, 1, 2, 3]

  it('hears nothing of the others while a spread stands, whatever is tried', async () => {
    const { stage, tablets, give, flag } = await marked(3, 1)
    const [chief, second] = tablets
    expect(await flag(second!)).toEqual(['A1.1'])
    await eventually(() => house.told.seats.length > 0)
    house.told.seats.length = 0
    for (const n of everyLevel) {
      await give(second!, n)
      expect([await flag(chief!), await flag(second!)]).toEqual([['A1.1'], ['A1.1']])
    }
    await new Promise((wait) => setTimeout(wait, 1300)) // what is told is gathered up for a second
    expect(house.told.seats).toEqual([])
    const progress = (await (await stage.organizer('GET', `/api/stages/${stage.stageId}/progress`)).json()) as Progress
    expect(progress.cells[0]?.spread).toEqual([{ aspectId: 'A1.1', levels: null }])
  })

  it('hears nothing where there was none when the last of the panel had marked', async () => {
    const { chief, tablets, entryId, give, flag } = await marked(2, 1)
    const second = tablets[1]!
    expect(await flag(second)).toEqual([])
    const view = await second.view()
    for (const n of everyLevel) {
      await give(second, n)
      expect({ ...(await second.view()), marks: [], lastNumber: 0 }).toEqual({ ...view, marks: [], lastNumber: 0 })
      // Nor does the chief judge, who marks too, by asking for the lock or for the spread to stand.
      const lock = await chief.post('locks', { cells: [{ entryId, subCriterionId: 'A1' }] })
      expect(await lock.json()).toMatchObject({ refused: [{ refusal: { kind: 'sheets-unsigned' } }] })
      const stand = await chief.post('spreads', { entryId, subCriterionId: 'A1', reason: '维持原评' })
      expect(await stand.json()).toEqual({ kind: 'no-spread' })
    }
    await new Promise((wait) => setTimeout(wait, 1300))
    expect(house.told.seats).toEqual([])
    expect(await journalled('spread-found')).toEqual([])
  })

  it('is found by the next signature, whosever it is, and the journal says so each time', async () => {
    const { chief, tablets, give, sign, flag } = await marked(2, 1)
    const second = tablets[1]!
    await give(second, 0)
    expect(await sign(chief)).toBe('spread-open')
    expect([await flag(chief), await flag(second)]).toEqual([['A1.1'], ['A1.1']])
    expect(await sign(second)).toBe('spread-open')
    const found = { kind: 'spread-found', aspects: ['A1.1'], by: 'signature' }
    expect(await journalled('spread-found')).toMatchObject([
      { ...found, actor: `seat:${chief.seatId}` },
      { ...found, actor: `seat:${second.seatId}` },
    ])
  })

  it('tells nothing by a level taken back: the spread stands, and no signature is taken meanwhile', async () => {
    const { chief, tablets, entryId, sign, flag, isDone } = await marked(3, 1)
    const second = tablets[1]!
    expect(await flag(chief)).toEqual(['A1.1'])
    await second.send(second.mark(entryId, 'A1.1', { kind: 'taken-back' }))
    expect(await flag(chief)).toEqual(['A1.1'])
    expect(await sign(chief)).toBe('spread-open')
    expect(await isDone(chief)).toEqual({ kind: 'levels-missing' })
    expect(await journalled('spread-discussed')).toEqual([])
  })
})

describe('the discussion of a spread', () => {
  it('ends when a judge says so and the levels lie within the limit; each word stands in the journal', async () => {
    const { chief, tablets, give, flag, isDone, sign } = await marked(3, 2, 1)
    const [, second, third] = tablets
    expect(await flag(chief)).toEqual(['A1.1'])
    expect(await isDone(second!)).toEqual({ stands: true })
    await give(third!, 2)
    expect(await flag(third!)).toEqual(['A1.1'])
    house.told.seats.length = 0
    expect(await isDone(third!)).toEqual({ stands: false })
    expect(house.told.seats.sort()).toEqual(tablets.map((tablet) => tablet.seatId).sort())
    for (const tablet of tablets) expect(await flag(tablet)).toEqual([])
    expect(await journalled('spread-discussed')).toMatchObject([
      { actor: `seat:${second!.seatId}`, aspect: 'A1.1', stands: true },
      { actor: `seat:${third!.seatId}`, aspect: 'A1.1', stands: false },
    ])
    expect(await isDone(third!)).toEqual({ kind: 'no-spread' })
    for (const tablet of tablets) expect(await sign(tablet)).toBe('signed')
  })

  it('knows a judge’s earlier mark from one that was given since', async () => {
    const { chief, tablets, give, isDone } = await marked(3, 1)
    const second = tablets[1]!
    const own = async (tablet: Tablet) => {
      const { marks, earlier } = await tablet.view()
      return earlier.length === 1 && earlier[0] === marks[0]?.markId
    }
    expect([await own(chief), await own(second)]).toEqual([true, true])
    await give(second, 0)
    expect([await own(chief), (await second.view()).earlier]).toEqual([true, []])
    await isDone(second)
    expect([await own(chief), await own(second)]).toEqual([true, true])
  })

  it('is for open sheets of the panel alone', async () => {
    const stage = await aStage(house, {
      rubric: rubricOf([judgement(1)], [judgement(1)]),
      panels: [
        { subCriteria: ['A1'], judges: 1 },
        { subCriteria: ['A2'], judges: 1 },
      ],
    })
    const answer = await stage.tablets[1]!.post('discussions', { entryId: stage.entries[0]!.id, aspectId: 'A1.1' })
    expect([answer.status, await answer.json()]).toEqual([403, { kind: 'not-on-panel' }])
  })
})

describe('a return on account of a spread', () => {
  it('opens the sheets of all who take part and have signed, so that they can talk and mark again', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]) })
    const [chief, second, third] = stage.tablets
    const entryId = stage.entries[0]!.id
    const cell = { entryId, subCriterionId: 'A1' }
    const give = (tablet: Tablet, n: number) => tablet.send(tablet.mark(entryId, 'A1.1', level(n)))
    await give(chief!, 3)
    await give(third!, 3)
    for (const tablet of [chief!, third!])
      expect((await tablet.sign(entryId, 'A1', tablet.seatId.padStart(22, '0'))).status).toBe(200)
    const all = { ...cell, seatId: null, reason: '请到工位讨论' }
    expect(await (await chief!.post('returns', all)).json()).toEqual({ kind: 'no-spread' })
    await give(second!, 1)
    const sheets = async () =>
      Promise.all(stage.tablets.map(async (tablet) => (await tablet.view()).sheets.map(({ state }) => state)))
    expect(await sheets()).toEqual([['signed'], ['open'], ['signed']])
    house.told.seats.length = 0
    expect((await chief!.post('returns', all)).status).toBe(200)
    expect(house.told.seats.sort()).toEqual([chief!.seatId, third!.seatId].sort())
    expect(await sheets()).toEqual([['open'], ['open'], ['open']])
    expect(await journalled('sheet-returned')).toMatchObject(
      [chief!, third!].map(({ seatId }) => ({ seat: seatId, reason: '请到工位讨论' })),
    )
    expect((await give(third!, 2))[0]?.outcome).toBe('accepted')
    expect(await (await chief!.post('returns', all)).json()).toMatchObject({ kind: 'sheet-not-signed' })
  })
})
