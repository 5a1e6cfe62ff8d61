import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LastMove, SeatSheet, SeatView } from '#contract/seats.ts'
import {
  type AspectId,
  asId,
  type EntryId,
  type MarkId,
  type MoveId,
  type SeatId,
  type SubCriterionId,
} from '#domain/ids.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import { cellKey, toldCell } from '../../../client/judge/kept-cell.ts'
import { isBehindMove, lastMoveOf, tellsOfMove } from '../../../client/judge/last-move.ts'
import { Outbox } from '../../../client/judge/outbox.ts'

const [x, y] = [asId<EntryId>('x'), asId<EntryId>('y')]
const aspect = asId<AspectId>('C2.1')
const sub = asId<SubCriterionId>('C2')
const level = (n: number): GivenValue => ({ kind: 'judgement', level: n })
const moveId = (id: string) => id.padEnd(22, '_') as MoveId
const moved = (id: string): LastMove => ({
  id: moveId(id),
  other: y,
  way: 'swapped',
  reason: '选错选手',
  byChief: false,
})
const sheet = (entryId: EntryId, move: LastMove | null): SeatSheet => ({
  entryId,
  subCriterionId: sub,
  state: 'open',
  signedAt: null,
  spread: [],
  returned: null,
  moved: move,
})
const viewOf = (sheets: readonly SeatSheet[], marks: SeatView['marks'] = []) =>
  ({
    rubric: { title: '', sections: [], criteria: [{ subCriteria: [{ id: sub, aspects: [{ id: aspect }] }] }] },
    sheets,
    marks,
    agreed: [],
    lastNumber: 0,
  }) as unknown as SeatView

let seats = 0
let outbox: Outbox
beforeEach(() => {
  outbox = new Outbox(asId<SeatId>(`moved-${++seats}`))
})
afterEach(() => outbox.close())

const send = async (settle: (mark: GivenMark) => Partial<Receipt>) => {
  const items = (await outbox.next(50)).filter((item) => item.kind === 'mark')
  await outbox.settle(
    items.map((item) => {
      const receipt = { markId: item.mark.id, outcome: 'accepted', refusal: null, position: 1, ...settle(item.mark) }
      return { item, receipt: receipt as Receipt }
    }),
  )
}
const cellOf = async (entryId: EntryId) =>
  (await outbox.load()).cells.find((cell) => cell.key === cellKey(entryId, aspect))

describe('a sheet that was moved', () => {
  it('is named by every mark that is given after it, and by none before', async () => {
    const before = viewOf([sheet(x, null)])
    const after = viewOf([sheet(x, moved('m'))])
    expect(lastMoveOf(null, x, aspect)).toBeNull()
    expect(lastMoveOf(before, x, aspect)).toBeNull()
    expect(lastMoveOf(after, x, aspect)).toBe(moveId('m'))
    expect(lastMoveOf(after, y, aspect)).toBeNull()
    await outbox.addMark(x, aspect, level(1), 1, lastMoveOf(before, x, aspect))
    await outbox.addMark(x, aspect, level(2), 1, lastMoveOf(after, x, aspect))
    const marks = (await outbox.waiting()).flatMap((item) => (item.kind === 'mark' ? [item.mark] : []))
    expect(marks.map((mark) => mark.moved)).toEqual([undefined, moveId('m')])
    expect(isBehindMove(after, marks.slice(0, 1))).toBe(true)
    expect(isBehindMove(after, marks.slice(1))).toBe(false)
    expect(isBehindMove(before, marks.slice(0, 1))).toBe(false)
  })

  it('is news once', () => {
    const first = viewOf([sheet(x, moved('m'))])
    expect(tellsOfMove(viewOf([sheet(x, null)]), first)).toBe(true)
    expect(tellsOfMove(null, first)).toBe(true)
    expect(tellsOfMove(first, viewOf([sheet(x, moved('m'))]))).toBe(false)
    expect(tellsOfMove(first, viewOf([sheet(x, moved('n'))]))).toBe(true)
  })

  it('leaves its old cells empty, and a mark that was refused there replaces nothing', async () => {
    await outbox.addMark(x, aspect, level(3), 1)
    await send(() => ({}))
    await outbox.addMark(x, aspect, level(0), 1)
    await send(() => ({ outcome: 'refused', refusal: { kind: 'sheet-moved' } }))
    expect(await cellOf(x)).toMatchObject({ state: 'attention', held: { value: level(3) } })
    const asked = await outbox.count()
    const held = { entryId: y, aspectId: aspect, markId: 'm'.repeat(22) as MarkId, value: level(3) }
    await outbox.merge(viewOf([sheet(x, moved('m')), sheet(y, moved('m'))], [held]), asked)
    expect(await cellOf(x)).toMatchObject({ state: 'attention', value: level(0), held: null, standing: null })
    expect(await cellOf(y)).toMatchObject({ state: 'saved', value: level(3) })
    expect(await outbox.dismiss(cellKey(x, aspect))).toBeUndefined()
    expect(await cellOf(x)).toBeUndefined()
  })

  it('takes what was saved there away with it', async () => {
    await outbox.addMark(x, aspect, level(3), 1)
    await send(() => ({}))
    await outbox.merge(viewOf([sheet(x, moved('m'))]), await outbox.count())
    expect(await cellOf(x)).toBeUndefined()
  })

  it('keeps its move when it is signed', async () => {
    await outbox.merge(viewOf([sheet(x, moved('m'))]), await outbox.count())
    const signature = { id: 's'.repeat(22), entryId: x, subCriterionId: sub, values: [], strokes: [[1, 1]], at: 1 }
    await outbox.addSignature(signature)
    const [queued] = await outbox.next(1)
    if (queued?.kind !== 'signature') throw new Error('no signature')
    const { view } = await outbox.settleSignature(queued, { signedAt: 5 })
    expect(view?.sheets).toEqual([{ ...sheet(x, moved('m')), state: 'signed', signedAt: 5 }])
  })

  it('shows each cell by itself: what is held there is never the same object', () => {
    const told = {
      entryId: x,
      aspectId: aspect,
      markId: 'm'.repeat(22) as MarkId,
      value: { kind: 'deduction', faults: [1] } as const,
    }
    const cell = toldCell(cellKey(x, aspect), undefined, told, 1)
    expect(cell.value).toEqual(cell.held?.value)
    expect(cell.value).not.toBe(cell.held?.value)
    expect((cell.value as typeof told.value).faults).not.toBe(told.value.faults)
  })
})
