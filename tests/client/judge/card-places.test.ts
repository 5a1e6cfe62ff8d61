import { describe, expect, it } from 'vitest'
import { placeCards, type Shape } from '../../../client/judge/card-places.ts'

/** Each card as "row/column rows×columns". */
const places = (shapes: readonly Shape[], isClose = false, shared: { from: number; to: number } | null = null) =>
  placeCards(shapes, isClose, shared).cards.map((at) => `${at.row}/${at.column} ${at.rows}×${at.columns}`)

describe('the places of cards on a sheet', () => {
  it('stand beside the pad as drawn: one before it, one after it', () => {
    expect(places(['wide', 'slim', 'tall', 'small'])).toEqual(['1/1 1×12', '2/1 1×6', '2/7 2×6', '3/1 1×6'])
  })

  it('share a row where cards stand close and one of them would have it to itself', () => {
    const sheet: Shape[] = ['wide', 'slim', 'tall', 'small', 'wide', 'slim']
    expect(places(sheet).slice(4)).toEqual(['4/1 1×12', '5/1 1×12'])
    expect(places(sheet, true).slice(4)).toEqual(['4/1 1×8', '4/9 1×4'])
    expect(places(['slim', 'wide'], true)).toEqual(['1/1 1×4', '1/5 1×8'])
    expect(places(['slim', 'broad'], true)).toEqual(['1/1 1×12', '2/1 1×12'])
  })

  it('keep one column beside the pad that they share, from the first figure to the last', () => {
    const plan = placeCards(['wide', 'small', 'slim', 'small', 'slim'], false, { from: 1, to: 3 })
    expect(plan.pad).toEqual({ row: 2, rows: 3, column: 7, columns: 6 })
    expect(plan.cards.map(({ row, column }) => [row, column])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
    ])
  })

  it('follow the order of the aspects, whatever stands on the sheet', () => {
    const kinds: Shape[] = ['wide', 'broad', 'tall', 'small', 'slim']
    const sheets = kinds.flatMap((a) => kinds.flatMap((b) => kinds.flatMap((c) => kinds.map((d) => [a, b, c, d]))))
    for (const shapes of sheets)
      for (const isClose of [false, true]) {
        const { cards } = placeCards(shapes as Shape[], isClose, null)
        expect(cards).toHaveLength(4)
        const taken = new Set<string>()
        for (const [i, at] of cards.entries()) {
          const before = cards[i - 1]
          // Below the one before, or to its right, or beside a tall one in its second row.
          if (before) expect(at.row > before.row || (at.row === before.row && at.column > before.column)).toBe(true)
          for (let row = at.row; row < at.row + at.rows; row++)
            for (let column = at.column; column < at.column + at.columns; column++) {
              expect(taken.has(`${row}/${column}`)).toBe(false)
              taken.add(`${row}/${column}`)
            }
        }
        const rows = Math.max(...cards.map((at) => at.row + at.rows - 1))
        expect(taken.size).toBe(rows * 12)
      }
  })
})
