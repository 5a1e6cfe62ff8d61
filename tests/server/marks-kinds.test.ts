import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { imported, points, rubricOf, scaled, timed, vetoOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const rubric = rubricOf([scaled('-5', '5'), timed(10), imported(40), yesNo(40), vetoOf('siblings')])
const settings = { blind: true, feed: 'each-mark', identity: 'code' } as const
const grade = (text: string) => ({ kind: 'scaled', grade: asDecimal(text) }) as const
const time = (ms: number) => ({ kind: 'timed', time: ms }) as const
const figure = (thousandths: number) => ({ kind: 'imported', points: ofThousandths(thousandths) }) as const
const raised = (is: boolean) => ({ kind: 'veto', raised: is }) as const
const yes = { kind: 'pass-fail', passed: true } as const

describe('entering a mark of its kind', () => {
  it.each([
    ['a grade', 'A1.1', grade('-3.5')],
    ['a time in milliseconds', 'A1.2', time(201_450)],
    ['a number from a list', 'A1.3', figure(36_275)],
    ['a veto that was not raised', 'A1.5', raised(false)],
    ['a veto that was raised', 'A1.5', raised(true)],
  ] as const)('keeps %s as it was given', async (_, aspect, value) => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    expect(await tablet!.send(tablet!.mark(entries[0]!.id, aspect, value))).toMatchObject([{ outcome: 'accepted' }])
    expect((await tablet!.view()).marks).toMatchObject([{ aspectId: aspect, value }])
  })

  it.each([
    ['a grade above its scale', 'A1.1', grade('5.5'), 'off-scale'],
    ['a grade between two steps', 'A1.1', grade('1.25'), 'off-step'],
    ['a time below nought', 'A1.2', time(-1), 'off-scale'],
    ['a time of more than a week', 'A1.2', time(7 * 24 * 3_600_000 + 1), 'off-scale'],
    ['a number above the maximum', 'A1.3', figure(40_001), 'off-scale'],
    ['a number below nought', 'A1.3', figure(-1), 'off-scale'],
    ['a yes for a veto', 'A1.5', yes, 'wrong-kind'],
    ['points for a number from a list', 'A1.3', { kind: 'points', points: ofThousandths(1) }, 'wrong-kind'],
  ] as const)('refuses %s and keeps nothing of it', async (_, aspect, value, kind) => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    expect(await tablet!.send(tablet!.mark(entries[0]!.id, aspect, value))).toMatchObject([
      { outcome: 'refused', refusal: { kind } },
    ])
    expect((await tablet!.view()).marks).toEqual([])
  })

  it.each([
    ['a time of parts of milliseconds', { kind: 'timed', time: 0.5 }],
    ['a grade that is a number', { kind: 'scaled', grade: 3 }],
    ['a veto without a word', { kind: 'veto' }],
    ['points that are no whole thousandths', { kind: 'imported', points: 1.5 }],
  ])('does not understand %s', async (_, value) => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    const mark = tablet!.mark(entries[0]!.id, 'A1.1', value as never)
    expect((await tablet!.post('marks', { marks: [mark] })).status).toBe(400)
  })
})

describe('a stage with every kind', () => {
  it('lets the recorder alone set down vetoes, times and imported numbers, and each judge grade by the rule named', async () => {
    const { tablets } = await aStage(house, { rubric, pointsRule: 'mean' })
    const own = await Promise.all(tablets.map(async (tablet) => (await tablet.view()).ownAspects))
    expect(own).toEqual(
      [['A1.1', 'A1.2', 'A1.3', 'A1.4', 'A1.5'].sort(), ['A1.1'], ['A1.1']].map((ids) => expect.arrayContaining(ids)),
    )
    expect(own.map((ids) => ids.length)).toEqual([5, 1, 1])
  })

  it('leaves grades to the recorder too where the organizer says so', async () => {
    const { tablets } = await aStage(house, { rubric, pointsRule: 'agreed' })
    expect((await tablets[1]!.view()).ownAspects).toEqual([])
  })

  it('cannot drop the highest and lowest grade of two judges', async () => {
    const two = { rubric, pointsRule: 'trimmed', judges: 2, open: false } as const
    expect((await (await aStage(house, two)).view()).unready).toMatchObject([{ kind: 'too-few-seats-to-trim' }])
  })

  it('shows on its board what the marks are worth, and nought for what a veto reaches', async () => {
    const { tablets, entries, board } = await aStage(house, { rubric, settings })
    const totals = async () => {
      const { rows } = (await (await board()).json()) as BoardSnapshot
      return rows.map(({ total, missing }) => ({ total, missing }))
    }
    const [recorder, second, third] = tablets
    const [entry] = entries
    await recorder!.send(
      recorder!.mark(entry!.id, 'A1.1', grade('4')),
      recorder!.mark(entry!.id, 'A1.2', time(201_000)),
      recorder!.mark(entry!.id, 'A1.3', figure(36_275)),
      recorder!.mark(entry!.id, 'A1.4', yes),
      recorder!.mark(entry!.id, 'A1.5', raised(false)),
    )
    await second!.send(second!.mark(entry!.id, 'A1.1', grade('4.5')))
    await third!.send(third!.mark(entry!.id, 'A1.1', grade('4.5')))
    // 2 × 13 ÷ 3 = 8.67, 10 − 3 begun units × 2 = 4, 36.275, 40: together 88.945, to two decimals
    await expect.poll(async () => (await totals())[0]).toEqual({ total: 88_950, missing: 0 })
    await recorder!.send(recorder!.mark(entry!.id, 'A1.5', raised(true)))
    await expect.poll(async () => (await totals())[0]).toEqual({ total: 0, missing: 0 })
  })

  it('can put grades together as the totals of its judges', async () => {
    const { tablets, entries, board } = await aStage(house, {
      rubric: rubricOf([scaled('0', '10'), points(10), vetoOf('entry')]),
      pointsRule: 'trimmed-whole',
      settings,
    })
    for (const [i, tablet] of tablets.entries()) {
      await tablet.send(
        tablet.mark(entries[0]!.id, 'A1.1', grade(['5', '6', '7'][i]!)),
        tablet.mark(entries[0]!.id, 'A1.2', { kind: 'points', points: ofThousandths(1000) }),
      )
    }
    await tablets[0]!.send(tablets[0]!.mark(entries[0]!.id, 'A1.3', raised(false)))
    const first = async () => ((await (await board()).json()) as BoardSnapshot).rows[0]
    await expect.poll(first).toMatchObject({ total: 13_000, missing: 0 })
  })
})
