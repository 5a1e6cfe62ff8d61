import { describe, expect, it } from 'vitest'
import { asId, type BoardEntryId } from '#domain/ids.ts'
import { type BoardRow, rank } from '#domain/leaderboard.ts'
import { ofThousandths, type Points } from '#domain/points.ts'
import { freshness } from '../../../client/leaderboard/createLeaderboard.ts'
import { movesBetween } from '../../../client/leaderboard/moves.ts'

/** One row a total; its figures stand in two bars. */
const board = (rows: Record<string, readonly [number | null, number | null]>): BoardRow[] =>
  rank(
    Object.entries(rows).map(([id, parts]) => {
      const points = parts.map((part): Points | null => (part === null ? null : ofThousandths(part)))
      const given = parts.filter((part) => part !== null)
      return {
        entryId: asId<BoardEntryId>(id),
        label: id,
        organization: null,
        total: given.length > 0 ? ofThousandths(given.reduce((a, b) => a + b)) : null,
        missing: 0,
        bars: points.map((part) => ({ points: part, missing: 0 })),
      }
    }),
  )
const moves = (...[before, after, touched]: Parameters<typeof movesBetween>) =>
  Object.fromEntries(movesBetween(before, after, touched))
const id = (raw: string) => asId<BoardEntryId>(raw)

describe('the sign beside a row', () => {
  it('says how many ranks it gained and which part was scored; who was overtaken is not lit', () => {
    const before = board({ a: [9, null], b: [8, null], c: [7, null] })
    const after = board({ a: [9, null], b: [8, null], c: [7, 5] })
    expect(moves(before, after, [id('c')])).toEqual({
      c: { by: 2, bars: [1], lit: true },
      a: { by: -1, bars: [], lit: false },
      b: { by: -1, bars: [], lit: false },
    })
  })

  it('is a dash for a row that was scored and stayed', () => {
    const after = board({ a: [10, null], b: [8, null] })
    expect(moves(board({ a: [9, null], b: [8, null] }), after, [id('a')])).toEqual({
      a: { by: 0, bars: [0], lit: true },
    })
  })

  it('shows a rank lost where a tie was broken, although the row stands where it stood', () => {
    const before = board({ a: [9, null], b: [9, null] })
    expect(moves(before, board({ a: [10, null], b: [9, null] }), [id('a')])).toMatchObject({ b: { by: -1 } })
  })

  it('claims no move for the first rank of all', () => {
    expect(moves(board({ a: [null, null] }), board({ a: [4, null] }), [id('a')])).toEqual({
      a: { by: 0, bars: [0], lit: true },
    })
  })

  it('is read from the figures where a snapshot came in place of frames', () => {
    const before = board({ a: [9, 0], b: [8, 0] })
    expect(moves(before, board({ a: [0, 9], b: [8, 0] }))).toEqual({ a: { by: 0, bars: [0, 1], lit: true } })
  })
})

describe('a board', () => {
  it.each([
    [10_000, true, 'live'],
    [10_001, true, 'stale'],
    [10_001, false, 'offline'],
    [9000, false, 'live'],
  ] as const)('without a word for %i ms, on the line: %s, is %s', (age, connected, expected) => {
    expect(freshness(1_000_000 + age, 1_000_000, connected)).toBe(expected)
  })
})
