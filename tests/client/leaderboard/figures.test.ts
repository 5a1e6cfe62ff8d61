import { describe, expect, it } from 'vitest'
import { asId, type BoardEntryId } from '#domain/ids.ts'
import type { BoardRow } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'
import { createFollowed } from '../../../client/leaderboard/createFollowed.ts'
import { barProgress } from '../../../client/leaderboard/createLeaderboard.ts'
import { figure } from '../../../client/leaderboard/figures.tsx'

const row = (id: string, missing: number): BoardRow => ({
  entryId: asId<BoardEntryId>(id),
  label: id,
  organization: null,
  total: null,
  missing,
  rank: null,
  bars: [{ points: null, missing }],
  division: null,
  ties: [],
})

describe('figures on a board', () => {
  it('show a nought only where somebody gave one', () => {
    expect([null, ofThousandths(0), ofThousandths(87_450)].map(figure)).toEqual(['–', '0.00', '87.45'])
  })

  it('count an entry as done in a module once nothing is missing there', () => {
    expect(barProgress([row('a', 0), row('b', 2)], 0)).toEqual({ done: 1, of: 2 })
  })
})

describe('following', () => {
  it('is kept on the phone, board by board', () => {
    const first = createFollowed('s1' as never)
    first.toggle('a' as never)
    expect(createFollowed('s1' as never).has('a' as never)).toBe(true)
    expect(createFollowed('s2' as never).has('a' as never)).toBe(false)
    first.toggle('a' as never)
    expect(createFollowed('s1' as never).has('a' as never)).toBe(false)
  })

  it('survives a store that somebody garbled', () => {
    localStorage.setItem('skillmark.followed.s3', '{broken')
    expect(createFollowed('s3' as never).has('a' as never)).toBe(false)
  })
})
