import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Progress } from '#contract/progress.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const level = (n: number) => ({ kind: 'judgement', level: n }) as const

async function spreadStage() {
  const stage = await aStage(house, { rubric: rubricOf([judgement(1), yesNo(1)], [yesNo(1)]) })
  const [chief, second, third] = stage.tablets
  const [entry] = stage.entries
  await chief!.send(chief!.mark(entry!.id, 'A1.1', level(3)))
  await second!.send(second!.mark(entry!.id, 'A1.1', level(2)))
  await third!.send(third!.mark(entry!.id, 'A1.1', { kind: 'not-attempted' }))
  const organizer = async () =>
    (await (await stage.organizer('GET', `/api/stages/${stage.stageId}/progress`)).json()) as Progress
  const panel = async () => {
    const answer = await house.request('GET', `/api/seats/${chief!.seatId}/progress`, undefined, {
      cookie: chief!.cookie,
    })
    return (await answer.json()) as Progress
  }
  return { stage, entry: entry!, seats: stage.tablets.map((tablet) => tablet.seatId), organizer, panel }
}

describe('the progress of a stage', () => {
  it('tells the organizer that there is a spread, and the chief judge alone the levels', async () => {
    const { seats, organizer, panel } = await spreadStage()
    expect((await organizer()).cells[0]?.spread).toEqual([{ aspectId: 'A1.1', levels: null }])
    expect((await panel()).cells[0]?.spread).toEqual([
      {
        aspectId: 'A1.1',
        levels: [
          { seatId: seats[0], value: { kind: 'judgement', level: 3 } },
          { seatId: seats[1], value: { kind: 'judgement', level: 2 } },
          { seatId: seats[2], value: { kind: 'not-attempted' } },
        ],
      },
    ])
  })

  it('shows a spread no more once the chief judge lets it stand', async () => {
    const { stage, entry, organizer, panel } = await spreadStage()
    await stage.tablets[0]!.post('spreads', { entryId: entry.id, subCriterionId: 'A1', reason: '讨论后维持原评' })
    expect((await organizer()).cells[0]?.spread).toEqual([])
    expect((await panel()).cells[0]?.spread).toEqual([])
  })

  it('names the seats that keep a sheet: only the recorder where the panel agrees on every value', async () => {
    const { seats, panel } = await spreadStage()
    expect((await panel()).subCriteria.map((sub) => sub.seats)).toEqual([seats, [seats[0]]])
  })
})
