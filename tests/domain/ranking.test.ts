import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asId, type BoardEntryId, type StageId } from '#domain/ids.ts'
import { apply, type BoardLine, type Leaderboard, rank } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'
import { rankingOf } from '#domain/ranking.ts'

/** Few ids, labels and totals, so that entries change, tie, share a label and come back. */
const line: fc.Arbitrary<BoardLine> = fc.record({
  entryId: fc.constantFrom(...'abcdefghijkl').map(asId<BoardEntryId>),
  label: fc.constantFrom('一', '二', '三', 'A', 'B'),
  organization: fc.constant(null),
  total: fc.option(fc.integer({ min: -2, max: 3 }).map(ofThousandths)),
  missing: fc.nat(2),
  bars: fc.constant([]),
  division: fc.option(fc.nat(1)),
  ties: fc.array(fc.option(fc.constantFrom('1/3', '2/6', '-1/1', '9007199254740993/1')), {
    minLength: 2,
    maxLength: 2,
  }),
})
const distinct = fc.uniqueArray(line, { selector: ({ entryId }) => entryId, maxLength: 12 })
const step = fc.oneof(
  line.map((put) => ({ put })),
  line.map(({ entryId }) => ({ remove: entryId })),
)

describe('a ranking that is moved line by line', () => {
  it('has the same rows, in the same order and with the same ranks, as one that is sorted (RULES §5)', () => {
    fc.assert(
      fc.property(distinct, fc.array(step, { maxLength: 60 }), (first, steps) => {
        const ranking = rankingOf(first)
        const lines = new Map(first.map((each) => [each.entryId, each]))
        expect(ranking.rows()).toEqual(rank(first))
        for (const move of steps) {
          if ('put' in move) {
            ranking.put(move.put)
            lines.set(move.put.entryId, move.put)
          } else {
            ranking.remove(move.remove)
            lines.delete(move.remove)
          }
          expect(ranking.rows()).toEqual(rank([...lines.values()]))
        }
      }),
    )
  })

  it('stands where the reducer of every screen stands after the same frames', () => {
    fc.assert(
      fc.property(distinct, fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 10 }), (first, frames) => {
        const ranking = rankingOf(first)
        const stageId = asId<StageId>('stage')
        let screen: Leaderboard = { stageId, epoch: 'e', version: 0, rows: rank(first) }
        for (const [version, moves] of frames.entries()) {
          // As on the server, an entry is named once in a frame.
          const named = [
            ...new Map(moves.map((move) => ['put' in move ? move.put.entryId : move.remove, move])).values(),
          ]
          const rows = named.flatMap((move) => ('put' in move ? [move.put] : []))
          const gone = named.flatMap((move) => ('remove' in move ? [move.remove] : []))
          for (const put of rows) ranking.put(put)
          for (const entryId of gone) ranking.remove(entryId)
          screen = apply(screen, { stageId, epoch: 'e', from: version, to: version + 1, rows, gone })!
          expect(ranking.rows()).toEqual(screen.rows)
        }
      }),
    )
  })
})
