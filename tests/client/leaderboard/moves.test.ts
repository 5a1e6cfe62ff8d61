import { describe, expect, it } from 'vitest'
import { asId, type BoardEntryId } from '#domain/ids.ts'
import { type BoardRow, rank } from '#domain/leaderboard.ts'
import { ofThousandths, type Points } from '#domain/points.ts'
import { freshness } from '../../../client/leaderboard/createLeaderboard.ts'
import { gainedSince, type Places, placesAgo, remember, scoredBetween } from '../../../client/leaderboard/moves.ts'

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
        division: null,
        ties: [],
      }
    }),
  )
const scored = (...[before, after, touched]: Parameters<typeof scoredBetween>) =>
  Object.fromEntries(scoredBetween(before, after, touched))
const id = (raw: string) => asId<BoardEntryId>(raw)

describe('a row', () => {
  it('is lit with the part that was scored; who was overtaken is not lit', () => {
    const before = board({ a: [9, null], b: [8, null], c: [7, null] })
    expect(scored(before, board({ a: [9, null], b: [8, null], c: [7, 5] }), [id('c')])).toEqual({ c: [1] })
  })

  it('is lit by its figures where a snapshot came in place of frames', () => {
    const before = board({ a: [9, 0], b: [8, 0] })
    expect(scored(before, board({ a: [0, 9], b: [8, 0] }))).toEqual({ a: [0, 1] })
  })
})

describe('the sign beside a row', () => {
  const minutes = (n: number) => n * 60_000
  /** What each row shows at the last of these moments. */
  const signs = (...boards: readonly (readonly [minute: number, rows: readonly BoardRow[]])[]) => {
    const kept = boards.reduce<readonly Places[]>((held, [at, rows]) => remember(held, rows, minutes(at)), [])
    const [at, rows] = boards[boards.length - 1]!
    return Object.fromEntries(rows.map((row) => [row.entryId, gainedSince(placesAgo(kept, minutes(at)), row)]))
  }
  const before = board({ a: [9, null], b: [8, null], c: [7, null] })
  const after = board({ a: [9, null], b: [8, null], c: [7, 5] })

  it('tells the places gained and lost within five minutes', () => {
    expect(signs([0, before], [5, after])).toEqual({ c: 2, a: -1, b: -1 })
  })

  it('is gone once a move is five minutes old', () => {
    expect(signs([0, before], [1, after], [5, after])).toEqual({ c: 2, a: -1, b: -1 })
    expect(signs([0, before], [1, after], [6, after])).toEqual({ c: 0, a: 0, b: 0 })
  })

  it('is quiet where somebody rose and fell back', () => {
    expect(signs([0, before], [2, after], [5, before])).toEqual({ a: 0, b: 0, c: 0 })
  })

  it('shows a rank lost where a tie was broken, although the row stands where it stood', () => {
    const tied = board({ a: [9, null], b: [9, null] })
    expect(signs([0, tied], [5, board({ a: [10, null], b: [9, null] })])).toEqual({ a: 0, b: -1 })
  })

  it('claims no move for the first rank of all', () => {
    expect(signs([0, board({ a: [null, null] })], [5, board({ a: [4, null] })])).toEqual({ a: 0 })
  })

  it('is quiet on a page that is younger than that, or has slept', () => {
    expect(signs([0, before], [4, after])).toEqual({ c: 0, a: 0, b: 0 })
    expect(signs([0, before], [60, after])).toEqual({ c: 0, a: 0, b: 0 })
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
