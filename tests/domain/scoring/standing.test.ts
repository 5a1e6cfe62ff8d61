import { describe, expect, it } from 'vitest'
import { advance, placesOf } from '#domain/advance.ts'
import type { EntryState } from '#domain/entry.ts'
import { asId, type EntryId, type PartId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import type { Ranked, Scored } from '#domain/ranked.ts'
import { asDecimal, rational } from '#domain/rational.ts'
import type { Advancement, Scheme } from '#domain/scheme.ts'
import { rankEntries, standingsOf } from '#domain/standing.ts'
import { points, rubricOf } from '../../support/rubrics.ts'
import { givenOf, groupOf, planWith, pointsOf, standingOf } from '../../support/scoring.ts'

const rubric = rubricOf([points(100, 0.001), points(100)])
const plan = (more: Partial<Scheme> = {}) => planWith(rubric, [groupOf(['A1.1', 'A1.2'])], more)

type More = Partial<Pick<Scored, 'state' | 'division' | 'organization' | 'lot' | 'decision'>> & {
  readonly tie?: number
}

/** An entry with this total; `tie` of it was given for the second aspect. Without a total nobody has marked it. */
const entry = (id: string, total: number | undefined, { tie = 0, lot, decision, ...more }: More = {}): Scored => ({
  id: asId<EntryId>(id),
  state: 'present',
  division: null,
  organization: '',
  ...standingOf(
    plan(),
    givenOf(total === undefined ? {} : { 'J1 A1.1': pointsOf(total - tie), 'J1 A1.2': pointsOf(tie) }),
    { lot: lot ?? null, decision: decision ?? null },
  ),
  ...more,
})
const ranks = (ranked: readonly Ranked[]) => ranked.map(({ rank, entries }) => `${rank} ${entries.map(({ id }) => id)}`)

describe('ranking (RULES §5)', () => {
  it('puts higher totals first; equals share the rank and the next is skipped', () => {
    const entries = [entry('a', 88.5), entry('b', 90), entry('c', 80), entry('d', 88.5)]
    expect(ranks(rankEntries(plan(), entries))).toEqual(['1 b', '2 a,d', '4 c'])
  })

  it('ranks only those who are present and have a total', () => {
    const states: readonly EntryState[] = ['registered', 'absent', 'withdrawn', 'disqualified', 'excluded']
    const away = states.map((state) => entry(state, 50, { state }))
    expect(ranks(rankEntries(plan(), [...away, entry('none', undefined), entry('a', 0)]))).toEqual(['1 a'])
    expect(rankEntries(plan(), [])).toEqual([])
  })

  it('compares published totals, or exact ones where it is set so', () => {
    const exact = (id: string, n: number): Scored => {
      const one = entry(id, 70)
      return { ...one, score: { ...one.score, exact: rational(n, 10_000) } }
    }
    const entries = [exact('a', 700_010), exact('b', 700_020)]
    expect(ranks(rankEntries(plan(), entries))).toEqual(['1 a,b'])
    expect(ranks(rankEntries(plan({ rankOn: 'exact' }), entries))).toEqual(['1 b', '2 a'])
  })

  it('goes through the chain link by link where totals are equal, and no further than it must', () => {
    const chain = [{ by: 'aspect', id: 'A1.2' }, { by: 'lot' }] as const
    const entries = [
      entry('a', 80, { tie: 10, lot: 3 }),
      entry('b', 80, { tie: 20, lot: 4 }),
      entry('c', 80, { tie: 20, lot: 2 }),
      entry('d', 81, { tie: 0, lot: 9 }),
      entry('e', 80, { tie: 20 }),
    ]
    expect(ranks(rankEntries(plan({ chain }), entries))).toEqual(['1 d', '2 c', '3 b', '4 e', '5 a'])
    const undrawn = entries.map((one) => ({ ...one, lot: null }))
    expect(ranks(rankEntries(plan({ chain: [chain[0]] }), undrawn))).toEqual(['1 d', '2 b,c,e', '5 a'])
    expect(ranks(rankEntries(plan(), undrawn))).toEqual(['1 d', '2 a,b,c,e'])
  })

  it('takes behind the chain what a person settled: a drawn lot, then the decision', () => {
    const entries = [entry('a', 80, { lot: 2, decision: 1 }), entry('b', 80, { lot: 1, decision: 2 }), entry('c', 80)]
    expect(ranks(rankEntries(plan(), entries))).toEqual(['1 b', '2 a', '3 c'])
    expect(ranks(rankEntries(plan({ chain: [{ by: 'decision' }] }), entries))).toEqual(['1 a', '2 b', '3 c'])
  })

  it('lets a decision of the chief judge stand where it comes in the chain', () => {
    const entries = [entry('a', 80, { decision: 2 }), entry('b', 80, { decision: 1 }), entry('c', 80)]
    expect(ranks(rankEntries(plan({ chain: [{ by: 'decision' }] }), entries))).toEqual(['1 b', '2 a', '3 c'])
  })
})

describe('standings of a stage', () => {
  const divisions = ['职工组', '学生组']
  const entries = () => [
    entry('a', 90, { division: '职工组' }),
    entry('b', 90, { division: '职工组' }),
    entry('c', 95, { division: '学生组' }),
    entry('d', 90, { division: '学生组' }),
  ]
  const of = (more: Partial<Scheme>) => standingsOf(plan(more), entries())
  const words = ({ divisions }: ReturnType<typeof standingsOf>) =>
    divisions.map(({ division, ranked }) => [division, ranks(ranked)])

  it('rank all together where there are no divisions, else each division apart', () => {
    expect(words(of({}))).toEqual([[null, ['1 c', '2 a,b,d']]])
    expect(words(of({ divisions }))).toEqual([
      ['职工组', ['1 a,b']],
      ['学生组', ['1 c', '2 d']],
    ])
  })

  it('rank overall only where the scheme asks for it', () => {
    expect(of({ divisions }).overall).toBeUndefined()
    expect(ranks(of({ divisions, overall: true }).overall!)).toEqual(['1 c', '2 a,b,d'])
  })

  it('stop for a person at a shared rank within the band, its ends included', () => {
    const stopped = (from: number, to: number) => of({ sharedRanksForbidden: { from, to } }).stops
    const stop = { kind: 'shared-rank', division: null, rank: 2, entries: ['a', 'b', 'd'] }
    expect(stopped(1, 3)).toEqual([stop])
    expect(stopped(2, 2)).toEqual([stop])
    expect(stopped(3, 9)).toEqual([])
    expect(stopped(1, 1)).toEqual([])
    expect(of({}).stops).toEqual([])
  })

  it('stop in each division, and overall by itself', () => {
    const { stops } = of({ divisions, overall: true, sharedRanksForbidden: { from: 1, to: 3 } })
    expect(stops).toEqual([
      { kind: 'shared-rank', division: '职工组', rank: 1, entries: ['a', 'b'] },
      { kind: 'shared-rank', division: null, rank: 2, entries: ['a', 'b', 'd'], overall: true },
    ])
  })

  it('advance from each division, and from none where the scheme says nothing', () => {
    const first = { first: 1, percent: null, minimum: null, perOrganization: null, reserves: 1 }
    expect(of({ divisions }).advancement).toEqual([])
    const { advancement, stops } = of({ divisions, advancement: first })
    expect(advancement).toEqual([
      { division: '职工组', advancing: [], reserves: [] },
      { division: '学生组', advancing: ['c'], reserves: ['d'] },
    ])
    expect(stops).toEqual([{ kind: 'cut-tie', division: '职工组', places: 1, entries: ['a', 'b'] }])
  })
})

describe('advancement (RULES §6)', () => {
  const rule = (more: Partial<Advancement>): Advancement => ({
    first: null,
    percent: null,
    minimum: null,
    perOrganization: null,
    reserves: 0,
    ...more,
  })
  const field = () =>
    rankEntries(plan(), [
      entry('a', 90, { organization: '甲' }),
      entry('b', 80, { organization: '甲' }),
      entry('c', 80, { organization: '乙' }),
      entry('d', 70, { organization: '甲' }),
      entry('e', 60),
      entry('f', 50),
    ])
  const of = (more: Partial<Advancement>, ranked = field()) => {
    const { advanced, stops } = advance(rule(more), null, ranked)
    return { advancing: advanced.advancing.join(''), reserves: advanced.reserves.join(''), stops }
  }
  const outcome = (advancing: string, reserves = '', ...stops: object[]) => ({ advancing, reserves, stops })

  it('takes the first k, with the reserves in order behind them', () => {
    expect(of({ first: 3, reserves: 2 })).toEqual(outcome('abc', 'de'))
    expect(of({ first: 1, reserves: 9 })).toEqual(outcome('a', 'bcdef'))
    expect(of({ first: 9 })).toEqual(outcome('abcdef'))
    expect(of({})).toEqual(outcome('abcdef'))
  })

  it('stops at a tie across the cut: the tied stand in no list, and their places are taken', () => {
    const tie = { kind: 'cut-tie', division: null, places: 1, entries: ['b', 'c'] }
    expect(of({ first: 2, reserves: 1 })).toEqual(outcome('a', 'd', tie))
  })

  it('takes the top p percent, halves up, and at least one', () => {
    expect([10, 30, 60].map((percent) => placesOf(asDecimal(String(percent)), 23))).toEqual([2, 7, 14])
    expect(placesOf(asDecimal('50'), 5)).toBe(3)
    expect(placesOf(asDecimal('1'), 5)).toBe(1)
    expect(of({ percent: asDecimal('50') })).toEqual(outcome('abc'))
    expect(of({ percent: asDecimal('1') })).toEqual(outcome('a'))
  })

  it('takes all limits together', () => {
    expect(of({ first: 5, percent: asDecimal('50') })).toEqual(outcome('abc'))
    expect(of({ first: 1, percent: asDecimal('50') })).toEqual(outcome('a'))
    expect(of({ first: 5, minimum: ofThousandths(70_000), reserves: 3 })).toEqual(outcome('abcd'))
    expect(of({ first: 1, minimum: ofThousandths(80_000), reserves: 3 })).toEqual(outcome('a', 'bc'))
  })

  it('takes at most q of an organization: who comes next is not held back, nor kept in reserve', () => {
    expect(of({ perOrganization: 1 })).toEqual(outcome('acef'))
    expect(of({ perOrganization: 2, first: 4, reserves: 2 })).toEqual(outcome('abce', 'f'))
  })

  it('holds nobody back who has no organization', () => {
    const alone = rankEntries(plan(), [entry('a', 90), entry('b', 80), entry('c', 70)])
    expect(of({ perOrganization: 1 }, alone)).toEqual(outcome('abc'))
  })

  it('stops where more of an organization share a rank than it may still send', () => {
    const crowd = rankEntries(plan(), [
      entry('a', 90, { organization: '甲' }),
      entry('b', 80, { organization: '甲' }),
      entry('c', 80, { organization: '乙' }),
      entry('d', 80, { organization: '甲' }),
      entry('e', 70, { organization: '甲' }),
      entry('f', 60, { organization: '丙' }),
    ])
    const tie = { kind: 'quota-tie', division: null, organization: '甲', places: 1, entries: ['b', 'd'] }
    expect(of({ perOrganization: 2 }, crowd)).toEqual(outcome('acf', '', tie))
    expect(of({ perOrganization: 2, first: 3, reserves: 3 }, crowd)).toEqual(outcome('ac', 'f', tie))
    expect(of({ perOrganization: 1 }, crowd)).toEqual(outcome('acf'))
  })

  it('stops at both where a crowd stands across the cut', () => {
    const crowd = rankEntries(plan(), [
      entry('b', 80, { organization: '甲' }),
      entry('c', 80, { organization: '乙' }),
      entry('d', 80, { organization: '甲' }),
      entry('f', 60, { organization: '丙' }),
    ])
    const quota = { kind: 'quota-tie', division: null, organization: '甲', places: 1, entries: ['b', 'd'] }
    const cut = { kind: 'cut-tie', division: null, places: 1, entries: ['c', 'b', 'd'] }
    expect(of({ perOrganization: 1, first: 1, reserves: 1 }, crowd)).toEqual(outcome('', 'f', quota, cut))
  })

  it('keeps of a crowd behind the cut as many in reserve as its organization may send', () => {
    const behind = rankEntries(plan(), [
      entry('a', 90),
      entry('b', 80, { organization: '甲' }),
      entry('c', 80, { organization: '甲' }),
      entry('d', 80, { organization: '乙' }),
    ])
    expect(of({ perOrganization: 1, first: 1, reserves: 9 }, behind)).toEqual(outcome('a', 'bd'))
  })

  it('is an empty list of nobody', () => {
    expect(of({ first: 3 }, [])).toEqual(outcome(''))
  })
})

describe('a part of a link', () => {
  it('is one of the scheme, by its id', () => {
    const chain = [{ by: 'part', id: 'all' as PartId }] as const
    const entries = [entry('a', 80.001), entry('b', 80.004)]
    expect(ranks(rankEntries(plan({ chain }), entries))).toEqual(['1 a,b'])
  })
})
