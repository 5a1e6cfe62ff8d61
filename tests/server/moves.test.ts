import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { PanelSheets } from '#contract/moves.ts'
import type { Progress } from '#contract/progress.ts'
import type { EntryId } from '#domain/ids.ts'
import { aHouse, aStage, eventually, type House, type Tablet } from '../support/house.ts'
import { marksOf, moveOf, placesOf } from '../support/moves.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const rubric = rubricOf([judgement(1), yesNo(1)], [judgement(1)])
const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const yes = { kind: 'pass-fail', passed: true } as const
const no = { kind: 'pass-fail', passed: false } as const

/** J1 is chief and recorder; J2 has marked A1.1 of the first competitor with a 3. */
async function marked(settings?: Parameters<typeof aStage>[1]['settings']) {
  const stage = await aStage(house, { rubric, entries: 4, ...(settings ? { settings } : {}) })
  const [chief, second, third] = stage.tablets as [Tablet, Tablet, Tablet]
  const [x, y, z] = stage.entries.map((entry) => entry.id) as [EntryId, EntryId, EntryId]
  await second.send(second.mark(x, 'A1.1', level(3)))
  return { ...stage, chief, second, third, x, y, z }
}
const move = async (tablet: Tablet, body: object) => {
  const answer = await tablet.post('moves', body)
  return { status: answer.status, ...((await answer.json()) as { kind: string }) }
}
const standing = async (tablet: Tablet) =>
  (await tablet.view()).marks.map(({ entryId, aspectId, value }) => [entryId, aspectId, value])
const events = async (kind: string) =>
  (await house.db.selectFrom('journal').selectAll().where('kind', '=', kind).execute()).map((line) => ({
    ...line,
    body: JSON.parse(line.body),
  }))

describe('a sheet on the wrong competitor', () => {
  it('is moved by its judge, with its marks as they are, and the journal says all of it', async () => {
    const { second, x, y, stageId } = await marked()
    const before = await marksOf(house)
    const receipts = await house.db.selectFrom('receipt').selectAll().execute()
    const body = await moveOf(second, { from: x, to: y })
    expect(await move(second, body)).toEqual({ status: 200, kind: 'moved', id: body.id })
    expect(await standing(second)).toEqual([[y, 'A1.1', level(3)]])
    expect(await marksOf(house)).toEqual(before)
    expect(await house.db.selectFrom('receipt').selectAll().execute()).toEqual(receipts)
    expect(await events('sheet-moved')).toMatchObject([
      {
        actor: `seat:${second.seatId}`,
        body: {
          stage: stageId,
          move: body.id,
          seat: second.seatId,
          subCriterion: 'A1',
          from: x,
          to: y,
          swap: false,
          reason: '选错选手',
          went: [{ mark: before[0]!.mark_id, aspect: 'A1.1' }],
          came: [],
        },
      },
    ])
  })

  it('takes only the marks of that sheet and that seat along', async () => {
    const { second, third, x, y } = await marked()
    await second.send(second.mark(x, 'A2.1', level(1)))
    await third.send(third.mark(x, 'A1.1', level(2)))
    await move(second, await moveOf(second, { from: x, to: y }))
    expect((await standing(second)).sort()).toEqual(
      [
        [x, 'A2.1', level(1)],
        [y, 'A1.1', level(3)],
      ].sort(),
    )
    expect(await standing(third)).toEqual([[x, 'A1.1', level(2)]])
  })

  it('may change places with another, but only if somebody says so', async () => {
    const { second, x, y } = await marked()
    await second.send(second.mark(y, 'A1.1', level(1)))
    expect(await move(second, await moveOf(second, { from: x, to: y }))).toEqual({
      status: 409,
      kind: 'target-has-marks',
    })
    expect((await move(second, await moveOf(second, { from: x, to: y, swap: true }))).status).toBe(200)
    expect((await standing(second)).sort()).toEqual(
      [
        [x, 'A1.1', level(1)],
        [y, 'A1.1', level(3)],
      ].sort(),
    )
  })

  it('goes where marks were taken back as to an empty sheet, and what was taken back comes in exchange', async () => {
    const { second, x, y } = await marked()
    await second.send(second.mark(y, 'A1.1', level(1)), second.mark(y, 'A1.1', { kind: 'taken-back' }))
    const before = await marksOf(house)
    expect((await move(second, await moveOf(second, { from: x, to: y }))).status).toBe(200)
    expect(await marksOf(house)).toEqual(before)
    expect(await move(second, await moveOf(second, { from: x, to: y }))).toMatchObject({ kind: 'nothing-to-move' })
  })

  it('tells every judge of the panel, the board and the progress', async () => {
    const { second, third, chief, x, y, board } = await marked({ blind: true, feed: 'each-mark', identity: 'code' })
    await board()
    for (const tablet of [chief, third]) await tablet.send(tablet.mark(x, 'A1.1', level(3)))
    await chief.send(chief.mark(x, 'A1.2', yes))
    const read = async () =>
      ((await (await board()).json()) as BoardSnapshot).rows.map(({ total, missing }) => ({ total, missing }))
    await expect.poll(async () => (await read())[0]).toEqual({ total: 2000, missing: 3 })
    const frames = house.told.frames.length
    house.told.seats.length = 0
    await move(second, await moveOf(second, { from: x, to: y }))
    expect(new Set(house.told.seats)).toEqual(new Set([chief.seatId, second.seatId, third.seatId]))
    await eventually(() => house.told.frames.length > frames)
    expect((await read())[0]).toEqual({ total: 1000, missing: 4 })
  })

  it('is moved once, however often the tablet asks: the same id again gets the same answer', async () => {
    const { second, x, y } = await marked()
    const body = await moveOf(second, { from: x, to: y })
    const first = await move(second, body)
    expect(await move(second, body)).toEqual(first)
    // Moved back meanwhile: the old request still does nothing twice.
    await move(second, await moveOf(second, { from: y, to: x }))
    expect(await move(second, body)).toEqual(first)
    expect(await standing(second)).toEqual([[x, 'A1.1', level(3)]])
    expect(await events('sheet-moved')).toHaveLength(2)
    expect(await move(second, { ...body, to: { ...body.to, entryId: x } })).toMatchObject({ kind: 'id-reused' })
  })

  it('says on both ends where its marks went, and why', async () => {
    const { second, chief, third, x, y } = await marked()
    const body = await moveOf(second, { from: x, to: y })
    await move(chief, body)
    const told = (await second.view()).sheets.map(({ entryId, state, moved }) => ({ entryId, state, moved }))
    const facts = { id: body.id, reason: '选错选手', byChief: true }
    expect(told).toEqual(
      expect.arrayContaining([
        { entryId: x, state: 'open', moved: { ...facts, other: y, way: 'went' } },
        { entryId: y, state: 'open', moved: { ...facts, other: x, way: 'came' } },
      ]),
    )
    expect((await third.view()).sheets).toEqual([])
  })
})

describe('moving a sheet is refused', () => {
  it('to the same competitor, to one of another stage, and to one who is absent', async () => {
    const { second, x, y, z, organizer, stageId } = await marked()
    const away = { entryId: 'entry-of-another-stage', marks: [], moved: null }
    const body = await moveOf(second, { from: x, to: x })
    expect(await move(second, body)).toMatchObject({ kind: 'same-entry' })
    expect(await move(second, { ...body, to: away })).toMatchObject({ status: 404, kind: 'not-found' })
    await organizer('PUT', `/api/stages/${stageId}/entries/${z}/state`, { state: 'absent' })
    expect(await move(second, await moveOf(second, { from: x, to: z }))).toMatchObject({
      kind: 'entry-not-marked',
      entryId: z,
    })
    await organizer('PUT', `/api/stages/${stageId}/entries/${x}/state`, { state: 'absent' })
    expect(await move(second, await moveOf(second, { from: x, to: y }))).toMatchObject({ entryId: x })
  })

  it('once it is signed or the other is, until the chief judge returns it; and for good once it is locked', async () => {
    const { second, chief, third, x, y } = await marked()
    await second.sign(x, 'A1')
    const whenSigned = await moveOf(second, { from: x, to: y })
    const signed = { status: 409, kind: 'sheet-not-open', entryId: x, state: 'signed' }
    expect(await move(second, whenSigned)).toEqual(signed)
    expect(await move(chief, whenSigned)).toEqual(signed)
    await second.send(second.mark(y, 'A1.1', level(2)))
    expect(await move(second, await moveOf(second, { from: y, to: x, swap: true }))).toEqual(signed)
    for (const tablet of [chief, third]) await tablet.send(tablet.mark(x, 'A1.1', level(3)))
    await chief.send(chief.mark(x, 'A1.2', yes))
    for (const [i, tablet] of [chief, third].entries()) await tablet.sign(x, 'A1', `${i}`.repeat(22))
    const cell = { entryId: x, subCriterionId: 'A1' }
    await chief.post('returns', { ...cell, seatId: second.seatId, reason: '选错选手' })
    expect((await move(chief, await moveOf(second, { from: x, to: y, swap: true }))).status).toBe(200)
    await second.sign(x, 'A1', 'n'.repeat(22))
    expect(await (await chief.post('locks', { cells: [cell] })).json()).toMatchObject({ locked: 0 })
    const view = await second.view()
    const moved = view.sheets.find((sheet) => sheet.entryId === x)!.moved!.id
    const values = view.marks.filter((mark) => mark.entryId === x).map(({ aspectId, value }) => ({ aspectId, value }))
    await second.post('signatures', { ...cell, id: 'm'.repeat(22), values, strokes: [[1, 1]], at: 0, moved })
    expect(await (await chief.post('locks', { cells: [cell] })).json()).toMatchObject({ locked: 1 })
    expect(await move(chief, await moveOf(second, { from: x, to: y, swap: true }))).toMatchObject({ state: 'locked' })
  })

  it('once the stage is locked', async () => {
    const { second, organizer, stageId, entries, x, y } = await marked()
    const body = await moveOf(second, { from: x, to: y })
    for (const { id } of entries)
      await organizer('PUT', `/api/stages/${stageId}/entries/${id}/state`, { state: 'absent' })
    expect((await organizer('POST', `/api/stages/${stageId}/lock`)).status).toBe(200)
    expect(await move(second, body)).toEqual({ status: 409, kind: 'stage-not-open', state: 'locked' })
  })

  it('to anybody but its judge and the chief judge of its panel', async () => {
    const stage = await aStage(house, {
      rubric,
      panels: [
        { subCriteria: ['A1'], judges: 2 },
        { subCriteria: ['A2'], judges: 2 },
      ],
    })
    const [chief, second, otherChief, otherSecond] = stage.tablets as [Tablet, Tablet, Tablet, Tablet]
    const [x, y] = stage.entries.map((entry) => entry.id) as [EntryId, EntryId]
    await second.send(second.mark(x, 'A1.1', level(3)))
    const body = await moveOf(second, { from: x, to: y })
    expect(await move(otherSecond, body)).toEqual({ status: 403, kind: 'not-the-chief' })
    expect(await move(otherChief, body)).toEqual({ status: 403, kind: 'not-on-panel' })
    expect(await move(second, { ...body, whose: chief.seatId })).toEqual({ status: 403, kind: 'not-the-chief' })
    expect(await move(second, { ...body, subCriterionId: 'A2' })).toEqual({ status: 404, kind: 'no-such-sheet' })
    expect(await standing(second)).toEqual([[x, 'A1.1', level(3)]])
    expect((await move(chief, body)).status).toBe(200)
  })

  it('without a reason', async () => {
    const { second, x, y } = await marked()
    expect((await second.post('moves', await moveOf(second, { from: x, to: y }, { reason: ' ' }))).status).toBe(400)
  })

  it('when a mark was given, taken back or moved on either end since the person looked', async () => {
    const { second, x, y, z } = await marked()
    const seen = await moveOf(second, { from: x, to: y })
    await second.send(second.mark(y, 'A1.1', level(0)))
    expect(await move(second, seen)).toEqual({ status: 409, kind: 'sheet-changed', entryId: y })
    await second.send(second.mark(y, 'A1.1', { kind: 'taken-back' }))
    expect(await move(second, seen)).toMatchObject({ kind: 'sheet-changed', entryId: y })
    const again = await moveOf(second, { from: x, to: z })
    await second.send(second.mark(x, 'A1.1', level(2)))
    expect(await move(second, again)).toMatchObject({ kind: 'sheet-changed', entryId: x })
    const ids = (body: Awaited<ReturnType<typeof moveOf>>) => ({
      ...body,
      from: { ...body.from, marks: [...body.from.marks, ...body.from.marks] },
    })
    expect(await move(second, ids(await moveOf(second, { from: x, to: z })))).toMatchObject({ kind: 'sheet-changed' })
  })

  it('to the second of two devices of a seat that move it at once', async () => {
    const { second, x, y, z } = await marked()
    const bodies = [await moveOf(second, { from: x, to: y }), await moveOf(second, { from: x, to: z })]
    const answers = await Promise.all(bodies.map((body) => move(second, body)))
    expect(answers.map((answer) => answer.kind).sort()).toEqual(['moved', 'sheet-changed'])
    expect(await standing(second)).toHaveLength(1)
    expect(await events('sheet-moved')).toHaveLength(1)
  })

  it('or its signature is, when both come at once: a lock never holds marks that were moved away', async () => {
    const { second, chief, third, x, y } = await marked()
    for (const tablet of [chief, third]) await tablet.send(tablet.mark(x, 'A1.1', level(3)))
    await chief.send(chief.mark(x, 'A1.2', yes))
    for (const [i, tablet] of [chief, third].entries()) await tablet.sign(x, 'A1', `${i}`.repeat(22))
    const body = await moveOf(second, { from: x, to: y })
    const [signed, moved] = await Promise.all([second.sign(x, 'A1', 'q'.repeat(22)), move(second, body)])
    const locked = (await (await chief.post('locks', { cells: [{ entryId: x, subCriterionId: 'A1' }] })).json()) as {
      locked: number
    }
    expect([signed.status === 200, moved.status === 200, locked.locked === 1]).toEqual(
      signed.status === 200 ? [true, false, true] : [false, true, false],
    )
  })
})

describe('a mark that was on its way when its sheet was moved', () => {
  it('never lands on the competitor that the sheet was taken from, whatever it names', async () => {
    const { second, x, y } = await marked()
    // In the outbox of another device of the seat: a correction, and the first mark of the next aspect.
    const correction = second.mark(x, 'A1.1', level(1))
    await move(second, await moveOf(second, { from: x, to: y }))
    const fresh = second.mark(x, 'A1.1', level(2), { replaces: null })
    expect(await second.send(correction, fresh)).toMatchObject([
      { outcome: 'refused', refusal: { kind: 'sheet-moved' } },
      { outcome: 'refused', refusal: { kind: 'sheet-moved' } },
    ])
    expect(await standing(second)).toEqual([[y, 'A1.1', level(3)]])
    expect((await events('mark-received')).at(-1)?.body).toMatchObject({ refusal: { kind: 'sheet-moved' } })
  })

  it('is refused on the other end of a swap too, even where it says what stands there now', async () => {
    const { second, x, y } = await marked()
    await second.send(second.mark(y, 'A1.1', level(1)))
    await move(second, await moveOf(second, { from: x, to: y, swap: true }))
    const stale = [second.mark(x, 'A1.1', level(1)), second.mark(y, 'A1.1', level(3))]
    expect((await second.send(...stale)).map((receipt) => receipt.refusal?.kind)).toEqual([
      'sheet-moved',
      'sheet-moved',
    ])
  })

  it('is taken once it names the move, and the sheet goes on as any other', async () => {
    const { second, x, y } = await marked()
    const body = await moveOf(second, { from: x, to: y })
    await move(second, body)
    const held = (await second.view()).marks[0]!
    const marks = [
      second.mark(x, 'A1.1', level(2), { replaces: null, moved: body.id }),
      second.mark(y, 'A1.1', level(0), { replaces: held.markId, moved: body.id }),
    ]
    const receipts = await second.send(...marks)
    expect(receipts).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
    expect(await second.send(...marks)).toEqual(receipts)
    expect(await second.send({ ...marks[0]!, moved: undefined })).toMatchObject([{ refusal: { kind: 'id-reused' } }])
  })

  it('sent again after its answer was lost gets its first receipt, and counts where the sheet went', async () => {
    const { second, x, y } = await marked()
    const mark = second.mark(x, 'A1.1', level(1))
    const first = await second.send(mark)
    await move(second, await moveOf(second, { from: x, to: y }))
    expect(await second.send(mark)).toEqual(first)
    expect(await standing(second)).toEqual([[y, 'A1.1', level(1)]])
  })

  it('nor does a signature: it was given for other marks', async () => {
    const { second, x, y } = await marked()
    await second.send(second.mark(y, 'A1.1', level(1)))
    await move(second, await moveOf(second, { from: x, to: y, swap: true }))
    const late = await second.sign(x, 'A1', 'l'.repeat(22))
    expect([late.status, await late.json()]).toEqual([409, { kind: 'sheet-moved' }])
  })
})

describe('a spread', () => {
  it('goes and comes with the marks, and what was let stand on either competitor is asked about again', async () => {
    const { second, chief, third, x, y } = await marked()
    await second.send(second.mark(y, 'A1.1', level(0)))
    for (const tablet of [chief, third]) {
      await tablet.send(tablet.mark(x, 'A1.1', level(1)), tablet.mark(y, 'A1.1', level(3)))
    }
    await chief.send(chief.mark(x, 'A1.2', no), chief.mark(y, 'A1.2', yes))
    for (const entryId of [x, y]) {
      const accepted = await chief.post('spreads', { entryId, subCriterionId: 'A1', reason: '讨论后维持原评' })
      expect(accepted.status).toBe(200)
    }
    const flagged = async (tablet: Tablet) =>
      (await tablet.view()).sheets.filter((sheet) => sheet.spread.length > 0).map((sheet) => sheet.entryId)
    expect(await flagged(third)).toEqual([])
    await move(second, await moveOf(second, { from: x, to: y, swap: true }))
    expect(await flagged(third)).toEqual([])
    // Back again: both lie apart once more, and nobody has let that stand.
    await move(second, await moveOf(second, { from: x, to: y, swap: true }))
    expect((await flagged(third)).sort()).toEqual([x, y].sort())
    const progress = (await (
      await house.request('GET', `/api/seats/${chief.seatId}/progress`, undefined, { cookie: chief.cookie })
    ).json()) as Progress
    expect(progress.cells.filter((cell) => cell.spread.length > 0)).toHaveLength(2)
  })
})

describe('the chief judge', () => {
  it('sees how far each sheet of a seat is, and no value of its marks', async () => {
    const { chief, second, x, y, entries } = await marked()
    await second.send(second.mark(y, 'A1.1', level(1)), second.mark(y, 'A1.1', { kind: 'taken-back' }))
    const path = (tablet: Tablet, whose: string, sub = 'A1') =>
      `/api/seats/${tablet.seatId}/panel-sheets/${whose}/${sub}`
    const ask = async (tablet: Tablet, ...rest: [string, string?]) =>
      house.request('GET', path(tablet, ...rest), undefined, { cookie: tablet.cookie })
    const { sheets } = (await (await ask(chief, second.seatId)).json()) as PanelSheets
    expect(sheets.map(({ entryId, given, needed, sheet }) => ({ entryId, given, needed, sheet }))).toEqual(
      [...entries]
        .sort((a, b) => (a.code < b.code ? -1 : 1))
        .map(({ id }) => ({ entryId: id, given: id === x ? 1 : 0, needed: 1, sheet: 'open' })),
    )
    expect(sheets.find((sheet) => sheet.entryId === y)?.marks).toHaveLength(1)
    expect(JSON.stringify(sheets)).not.toMatch(/level|value|选手/)
    expect((await ask(second, second.seatId)).status).toBe(403)
    expect((await ask(chief, second.seatId, 'A9')).status).toBe(404)
    const places = await placesOf(house)
    const seen = sheets.filter((sheet) => sheet.entryId === x || sheet.entryId === y)
    const end = (entryId: EntryId) => {
      const { marks, moved } = seen.find((sheet) => sheet.entryId === entryId)!
      return { entryId, marks, moved }
    }
    const body = { ...(await moveOf(second, { from: x, to: y })), from: end(x), to: end(y) }
    expect((await move(chief, body)).status).toBe(200)
    expect(await placesOf(house)).not.toEqual(places)
    expect((await events('sheet-moved'))[0]).toMatchObject({
      actor: `seat:${chief.seatId}`,
      body: { seat: second.seatId },
    })
  })
})
