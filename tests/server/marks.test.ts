import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MarkId } from '#domain/ids.ts'
import { aHouse, aStage, eventually, type House } from '../support/house.ts'
import { countOf, judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const rubric = rubricOf([judgement(2), yesNo(1)], [countOf(4, 2)])
const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const yes = { kind: 'pass-fail', passed: true } as const

describe('entering a mark', () => {
  it('is answered with a receipt that names its place in the journal', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const mark = tablets[0]!.mark(entries[0]!.id, 'A1.1', level(3))
    const [receipt] = await tablets[0]!.send(mark)
    expect(receipt).toEqual({ markId: mark.id, outcome: 'accepted', refusal: null, position: expect.any(Number) })
    const row = await house.db
      .selectFrom('journal')
      .selectAll()
      .where('position', '=', receipt!.position)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ kind: 'mark-received', actor: `seat:${tablets[0]!.seatId}` })
    expect(row.leaf).toMatch(/^[0-9a-f]{64}$/)
  })

  it('sent twice counts once and gets the same receipt again', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const mark = tablets[0]!.mark(entries[0]!.id, 'A1.1', level(3))
    const first = await tablets[0]!.send(mark)
    const before = await house.db.selectFrom('journal').select('position').execute()
    expect(await tablets[0]!.send(mark, mark)).toEqual([first[0], first[0]])
    expect(await house.db.selectFrom('journal').select('position').execute()).toEqual(before)
  })

  it('under an id that was used for another mark is refused, and the first stays', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    const mark = tablet!.mark(entries[0]!.id, 'A1.1', level(3))
    await tablet!.send(mark)
    const [receipt] = await tablet!.send({ ...mark, value: level(0) })
    expect(receipt).toMatchObject({ outcome: 'refused', refusal: { kind: 'id-reused' } })
    expect((await tablet!.view()).marks).toMatchObject([{ value: level(3) }])
  })

  it('under a running number that was used before is refused', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    await tablet!.send(tablet!.mark(entries[0]!.id, 'A1.1', level(3)))
    const [receipt] = await tablet!.send(tablet!.mark(entries[0]!.id, 'A1.2', yes, { number: 1 }))
    expect(receipt).toMatchObject({ outcome: 'refused', refusal: { kind: 'number-reused' } })
  })

  it.each([
    ['off the scale', 'A1.1', level(4), 'off-scale'],
    ['above the count', 'A2.1', { kind: 'count', done: 5 }, 'off-scale'],
    ['of another kind', 'A1.1', yes, 'wrong-kind'],
    ['for an aspect that is not there', 'A9.9', yes, 'unknown-aspect'],
    ['taken back where nothing stands', 'A1.1', { kind: 'taken-back' }, 'nothing-to-take-back'],
  ] as const)('%s is refused with its reason, and the marks behind it go on', async (_, aspect, value, kind) => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    const receipts = await tablet!.send(
      tablet!.mark(entries[0]!.id, aspect, value),
      tablet!.mark(entries[1]!.id, 'A1.1', level(1)),
    )
    expect(receipts).toMatchObject([{ outcome: 'refused', refusal: { kind } }, { outcome: 'accepted' }])
  })

  it('between two steps of the scale is refused, never clipped', async () => {
    const { tablets, entries } = await aStage(house, { rubric: rubricOf([points(10)]), pointsRule: 'mean' })
    const [receipt] = await tablets[0]!.send(
      tablets[0]!.mark(entries[0]!.id, 'A1.1', { kind: 'points', points: 1250 as never }),
    )
    expect(receipt).toMatchObject({ outcome: 'refused', refusal: { kind: 'off-step' } })
  })

  it('for another panel is refused, and so is what the recorder sets down', async () => {
    const { tablets, entries } = await aStage(house, {
      rubric,
      panels: [
        { subCriteria: ['A1'], judges: 2 },
        { subCriteria: ['A2'], judges: 1 },
      ],
    })
    const [, second, third] = tablets
    expect(await third!.send(third!.mark(entries[0]!.id, 'A1.1', level(1)))).toMatchObject([
      { outcome: 'refused', refusal: { kind: 'not-on-panel' } },
    ])
    expect(await second!.send(second!.mark(entries[0]!.id, 'A1.2', yes))).toMatchObject([
      { outcome: 'refused', refusal: { kind: 'not-the-recorder' } },
    ])
  })

  it('is refused while the stage is a draft, and the refusal is journalled', async () => {
    const { tablets, entries } = await aStage(house, { rubric, open: false })
    const [receipt] = await tablets[0]!.send(tablets[0]!.mark(entries[0]!.id, 'A1.1', level(1)))
    expect(receipt).toMatchObject({ outcome: 'refused', refusal: { kind: 'stage-not-open', state: 'draft' } })
    expect(receipt!.position).toBeGreaterThan(0)
  })

  it('for an entry of another stage, or one that is absent, is refused', async () => {
    const stage = await aStage(house, { rubric })
    const [tablet] = stage.tablets
    await stage.organizer('PUT', `/api/stages/${stage.stageId}/entries/${stage.entries[1]!.id}/state`, {
      state: 'absent',
    })
    expect(
      await tablet!.send(
        tablet!.mark('nobody' as never, 'A1.1', level(1)),
        tablet!.mark(stage.entries[1]!.id, 'A1.1', level(1)),
      ),
    ).toMatchObject([{ refusal: { kind: 'unknown-entry' } }, { refusal: { kind: 'entry-not-marked' } }])
  })

  it('that missed a newer one is contested: both are kept, the newer counts', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    const [entry] = entries
    await tablet!.send(tablet!.mark(entry!.id, 'A1.1', level(3)))
    const [receipt] = await tablet!.send(tablet!.mark(entry!.id, 'A1.1', level(0), { replaces: null }))
    expect(receipt).toMatchObject({ outcome: 'contested' })
    expect((await tablet!.view()).marks).toMatchObject([{ value: level(3) }])
    const kept = await house.db.selectFrom('journal').select('body').where('kind', '=', 'mark-received').execute()
    expect(kept.map((row) => JSON.parse(row.body).value)).toEqual([level(3), level(0)])
  })

  it('that says what stands there already is had already, whatever it meant to replace', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    await tablet!.send(tablet!.mark(entries[0]!.id, 'A1.1', level(3)))
    expect(await tablet!.send(tablet!.mark(entries[0]!.id, 'A1.1', level(3), { replaces: null }))).toMatchObject([
      { outcome: 'already-had' },
    ])
  })

  it('may follow one that was refused', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    const [entry] = entries
    const receipts = await tablet!.send(
      tablet!.mark(entry!.id, 'A1.1', level(1)),
      tablet!.mark(entry!.id, 'A1.1', level(7)),
      tablet!.mark(entry!.id, 'A1.1', level(2)),
    )
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted', 'refused', 'accepted'])
  })

  it('can be taken back before the sheet is signed; the cell is then missing, not nought', async () => {
    const { tablets, entries, board } = await aStage(house, {
      rubric: rubricOf([yesNo(1)]),
      settings: { blind: true, feed: 'each-mark', identity: 'code' },
    })
    const [tablet] = tablets
    await tablet!.send(tablet!.mark(entries[0]!.id, 'A1.1', yes))
    await tablet!.send(tablet!.mark(entries[0]!.id, 'A1.1', { kind: 'taken-back' }))
    const snapshot = (await (await board()).json()) as { rows: { total: unknown; missing: number }[] }
    expect(snapshot.rows.map(({ total, missing }) => ({ total, missing }))).toEqual([
      { total: null, missing: 1 },
      { total: null, missing: 1 },
    ])
  })

  it('of a batch that nobody can parse is taken from none of it, and journalled nowhere', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [tablet] = tablets
    const good = tablet!.mark(entries[0]!.id, 'A1.1', level(3))
    const answer = await tablet!.post('marks', { marks: [good, { ...good, id: 'short', seatId: 'x' }] })
    expect(answer.status).toBe(400)
    expect(await house.db.selectFrom('receipt').selectAll().execute()).toEqual([])
  })

  it('keeps the journal gapless and every mark once under many tablets at a time', async () => {
    const { tablets, entries } = await aStage(house, { rubric, judges: 8, entries: 6 })
    await Promise.all(
      tablets.flatMap((tablet) => entries.map((entry) => tablet.send(tablet.mark(entry.id, 'A1.1', level(2))))),
    )
    const journal = await house.db.selectFrom('journal').select(['position']).orderBy('position').execute()
    expect(journal.map((row) => row.position)).toEqual(journal.map((_, i) => i + 1))
    expect(await house.db.selectFrom('mark').select('mark_id').execute()).toHaveLength(48)
  })
})

describe('the journal', () => {
  it('only grows: the database itself refuses to change or drop a line', async () => {
    await aStage(house, { rubric })
    await expect(house.db.updateTable('journal').set({ kind: 'x' }).execute()).rejects.toThrow(/only grows/)
    await expect(house.db.deleteFrom('journal').execute()).rejects.toThrow(/only grows/)
  })
})

describe('a panel', () => {
  it('is told of a spread once all have marked, and of nothing that the others gave', async () => {
    const { tablets, entries } = await aStage(house, { rubric })
    const [entry] = entries
    for (const [i, n] of [3, 2, 1].entries()) await tablets[i]!.send(tablets[i]!.mark(entry!.id, 'A1.1', level(n)))
    await eventually(() => house.told.seats.length > 0)
    for (const tablet of tablets) {
      const view = await tablet.view()
      expect(view.sheets).toEqual([
        {
          entryId: entry!.id,
          subCriterionId: 'A1',
          state: 'open',
          signedAt: null,
          spread: ['A1.1'],
          returned: null,
          moved: null,
        },
      ])
      expect(view.marks.map((mark) => mark.markId as MarkId)).toHaveLength(1)
    }
  })
})
