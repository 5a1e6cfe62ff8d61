import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asId, type BoardEntryId, type StageId } from '#domain/ids.ts'
import { apply, type BoardLine, type Leaderboard, type LeaderboardFrame, rank } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'

const line = (id: string, total: number | null): BoardLine => ({
  entryId: asId<BoardEntryId>(id),
  label: id,
  organization: null,
  total: total === null ? null : ofThousandths(total),
  missing: 0,
  bars: [],
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
