import { describe, expect, it } from 'vitest'
import { pagesOf } from '../../../client/screen/createPages.ts'

const rows = (...divisions: (number | null)[]) => divisions.map((division) => ({ division }))

describe('a page of the hall', () => {
  it('holds so many rows, and the last one what is left', () => {
    expect(pagesOf(rows(null, null, null, null, null), 2).map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 4],
      [4, 5],
    ])
  })

  it('is of one division', () => {
    expect(pagesOf(rows(0, 0, 0, 1, 1), 2)).toEqual([
      { from: 0, to: 2, division: 0 },
      { from: 2, to: 3, division: 0 },
      { from: 3, to: 5, division: 1 },
    ])
  })

  it('is there where no entry is', () => {
    expect(pagesOf([], 10)).toEqual([{ from: 0, to: 0, division: null }])
  })
})
