import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asId, type BoardEntryId, type StageId } from '#domain/ids.ts'
import { apply, type BoardLine, type Leaderboard, type LeaderboardFrame, rank } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'

const line = (id: string, total: number | null, more: Partial<BoardLine> = {}): BoardLine => ({
  entryId: asId<BoardEntryId>(id),
  label: id,
  organization: null,
  total: total === null ? null : ofThousandths(total),
  missing: 0,
  bars: [],
  division: null,
  ties: [],
  ...more,
})
const board = (version: number, ...lines: BoardLine[]): Leaderboard => ({
  stageId: asId<StageId>('s'),
  epoch: 'e',
  version,
  rows: rank(lines),
})
const frame = (from: number, to: number, rows: BoardLine[], gone: string[] = []): LeaderboardFrame => ({
  stageId: asId<StageId>('s'),
  epoch: 'e',
  from,
  to,
  rows,
  gone: gone.map(asId<BoardEntryId>),
})
const ranks = (rows: readonly { label: string; rank: number | null }[]) =>
  rows.map((row) => `${row.label}${row.rank ?? '–'}`)

describe('ranking', () => {
  it('lets equal totals share a rank and skips the next (RULES §5, §12 example 7)', () => {
    const rows = rank([line('a', 88_500), line('b', 90_000), line('c', 80_000), line('d', 88_500)])
    expect(ranks(rows)).toEqual(['b1', 'a2', 'd2', 'c4'])
  })

  it('gives no rank to an entry that nobody has marked, and a nought its place', () => {
    expect(ranks(rank([line('a', null), line('b', 0), line('c', 10)]))).toEqual(['c1', 'b2', 'a–'])
  })

  it('parts equal totals link by link, the unknown last, and exactly (RULES §5)', () => {
    const tied = (id: string, ...ties: BoardLine['ties']) => line(id, 80_000, { ties })
    const rows = rank([
      tied('a', '1/1', null),
      tied('b', '1/1', '1/3'),
      tied('c', '2/1', null),
      tied('d', '1/1', '2/6'),
      tied('e', '1/1', '9007199254740993/9007199254740992'),
      tied('f', '1/1', '1/1'),
      line('g', 80_001, { ties: ['0/1', null] }),
    ])
    expect(ranks(rows)).toEqual(['g1', 'c2', 'e3', 'f4', 'b5', 'd5', 'a7'])
  })

  it('begins anew in each division, in the order of the scheme (RULES §5)', () => {
    const of = (id: string, total: number | null, division: number) => line(id, total, { division })
    const rows = rank([of('a', 10, 1), of('b', 20, 1), of('c', null, 0), of('d', 5, 0), of('e', 20, 1)])
    expect(ranks(rows)).toEqual(['d1', 'c–', 'b1', 'e1', 'a3'])
  })

  it('does not let the order of entries show through', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.option(fc.integer({ min: 0, max: 9 })))),
        (entries) => {
          const lines = [...new Map(entries)].map(([id, total]) => line(id, total))
          expect(rank(lines)).toEqual(rank([...lines].reverse()))
        },
      ),
    )
  })
})

describe('a frame', () => {
  it('moves the board to its version', () => {
    const next = apply(board(0, line('a', 1), line('b', 2)), frame(0, 1, [line('a', 3)]))
    expect(next).toMatchObject({ version: 1 })
    expect(ranks(next!.rows)).toEqual(['a1', 'b2'])
  })

  it('that came before changes nothing', () => {
    const held = board(5, line('a', 1))
    expect(apply(held, frame(3, 5, [line('a', 9)]))).toBe(held)
  })

  it('after a gap, or of another epoch, asks for the snapshot', () => {
    const held = board(1, line('a', 1))
    expect(apply(held, frame(2, 3, []))).toBeUndefined()
    expect(apply(held, { ...frame(1, 2, []), epoch: 'other' })).toBeUndefined()
  })

  it('takes away who is gone', () => {
    expect(ranks(apply(board(0, line('a', 1), line('b', 2)), frame(0, 1, [], ['b']))!.rows)).toEqual(['a1'])
  })

  it('leads, one after another, to where the last lines stand', () => {
    const moves = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 99 })), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(moves, (steps) => {
        const last = new Map(['a', 'b', 'c', 'd'].map((id) => [id, 0]))
        let held = board(0, ...[...last].map(([id, total]) => line(id, total)))
        for (const [i, [id, total]] of steps.entries()) {
          last.set(id, total)
          held = apply(held, frame(i, i + 1, [line(id, total)]))!
        }
        expect(held.rows).toEqual(rank([...last].map(([id, total]) => line(id, total))))
      }),
    )
  })
})
