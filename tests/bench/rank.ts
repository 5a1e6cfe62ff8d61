import { asId, type BoardEntryId } from '#domain/ids.ts'
import { type BoardLine, rank } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'
import { rankingOf } from '#domain/ranking.ts'
import { type Figure, median, medians, round } from './figure.ts'

const ROUNDS = 7
const CHANGES = 2000
const SORTS = 3

/**
 * One change on a board of so many entries, in microseconds, apart from I/O; the reference sorts the whole board anew.
 * The ratio is ours ÷ what the budget allows, so that at most 1 is met whatever the machine's speed does to the sort.
 */
export function rankOne(name: string, entries: number, budget: number): Figure {
  const lines = Array.from({ length: entries }, (_, i) => lineOf(i, (i * 7919) % 100_000))
  const ranking = rankingOf(lines)
  const rounds = []
  for (let r = 0; r <= ROUNDS; r++) {
    const changes = Array.from({ length: CHANGES }, (_, i) => {
      const n = (i * 104_729 + r * 31) % entries
      return lineOf(n, (n * 7919 + i * 613 + r) % 100_000)
    })
    const began = performance.now()
    for (const change of changes) ranking.put(change)
    const ours = ((performance.now() - began) * 1000) / CHANGES
    const sortBegan = performance.now()
    for (let s = 0; s < SORTS; s++) rank(lines)
    const reference = ((performance.now() - sortBegan) * 1000) / SORTS
    if (r > 0) rounds.push({ ours: { microseconds: ours }, reference: { fullSortMicroseconds: reference } })
  }
  const ratios = rounds.map(({ ours }) => round(ours.microseconds / budget))
  return {
    name,
    ratio: round(median(ratios)),
    target: 1,
    better: 'less',
    ours: { ...medians(rounds.map(({ ours }) => ours)), budgetMicroseconds: budget },
    reference: medians(rounds.map(({ reference }) => reference)),
    rounds: ratios,
  }
}

const lineOf = (n: number, total: number): BoardLine => ({
  entryId: asId<BoardEntryId>(`entry-${n}`),
  label: String(n).padStart(6, '0'),
  organization: null,
  total: ofThousandths(total),
  missing: 0,
  bars: [],
  division: null,
  ties: [],
})
