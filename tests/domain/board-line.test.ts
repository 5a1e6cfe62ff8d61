import { describe, expect, it } from 'vitest'
import { barsOf, boardLine, fedMarks } from '#domain/board-line.ts'
import { type AspectId, asId, type BoardEntryId, type CriterionId, type SeatId } from '#domain/ids.ts'
import type { EntryGiven } from '#domain/score.ts'
import type { ScoringPlan } from '#domain/scoring-plan.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { Feed, StageState } from '#domain/stage.ts'
import { points, rubricOf, rubricOfCriteria } from '../support/rubrics.ts'
import {
  attemptOf,
  givenOf,
  groupOf,
  inAttempts,
  type Marks,
  partOf,
  planWith,
  pointsOf,
  taking,
} from '../support/scoring.ts'

describe('the marks that a feed shows (RULES §10)', () => {
  const rubric = rubricOf([points(5)], [points(5)])
  const { scheme } = planWith(rubric, [groupOf(['A1.1', 'A2.1'], { seats: ['J1', 'J2'] })])
  const shown = (feed: Feed, sheets: Readonly<Record<string, SheetState>>, state: StageState = 'open') => {
    const markOf = fedMarks(
      { rubric, scheme },
      feed,
      state,
      () => pointsOf(1),
      (seat, sub) => sheets[`${seat} ${sub}`] ?? 'open',
    )
    const ids = ['A1.1', 'A2.1'].filter((id) => markOf(asId<SeatId>('J1'), asId<AspectId>(id)) !== undefined)
    return ids.join(' ')
  }
  const signed = { 'J1 A1': 'signed', 'J2 A1': 'signed', 'J1 A2': 'signed' } as const
  const locked = { 'J1 A1': 'locked', 'J2 A1': 'locked', 'J1 A2': 'locked', 'J2 A2': 'signed' } as const

  it('are all with each-mark, and all of a stage that is locked', () => {
    expect(shown('each-mark', {})).toBe('A1.1 A2.1')
    expect(shown('on-lock', {}, 'locked')).toBe('A1.1 A2.1')
  })

  it('are those of sub-criteria that every judge has signed, or whose sheets are locked, with panel-complete', () => {
    expect(shown('panel-complete', {})).toBe('')
    expect(shown('panel-complete', signed)).toBe('A1.1')
    expect(shown('panel-complete', locked)).toBe('A1.1 A2.1')
  })

  it('are those of sub-criteria all of whose sheets are locked, with on-lock', () => {
    expect(shown('on-lock', signed)).toBe('')
    expect(shown('on-lock', locked)).toBe('A1.1')
  })
})

describe('the bars of a row', () => {
  const rubric = rubricOfCriteria([[points(4)]], [[points(6)]])
  const both = [groupOf(['A1.1', 'B1.1'])]
  const marks = { 'J1 A1.1': pointsOf(3) }
  const bars = (plan: ScoringPlan) => barsOf(plan).map(({ id, max }) => [id, max])
  const line = (plan: ScoringPlan, given: Marks, more: Partial<EntryGiven> = {}) => {
    const entry = { boardId: asId<BoardEntryId>('x'), label: '07', organization: null, division: null }
    const { total, missing, bars: filled } = boardLine(plan, entry, givenOf(given, more), { lot: null, decision: null })
    return { total, missing, bars: filled }
  }

  it('are the criteria of a stage of one part, open until their first complete value', () => {
    const plan = planWith(rubric, both)
    expect(bars(plan)).toEqual([
      ['A', 4000],
      ['B', 6000],
    ])
    expect(line(plan, marks)).toEqual({
      total: 3000,
      missing: 1,
      bars: [
        { points: 3000, missing: 0 },
        { points: null, missing: 1 },
      ],
    })
    expect(line(plan, {})).toMatchObject({ total: null, missing: 2 })
  })

  it('are the parts of a stage that has several', () => {
    const plan = planWith(rubric, both, { parts: [partOf('p', ['A']), partOf('q', ['B'])] })
    expect(bars(plan)).toEqual([
      ['p', 4000],
      ['q', 6000],
    ])
    expect(line(plan, marks).bars).toEqual([
      { points: 3000, missing: 0 },
      { points: null, missing: 1 },
    ])
  })

  it('are none where whole totals or attempts count, which belong to no criterion', () => {
    const whole = planWith(rubric, [groupOf(['A1.1', 'B1.1'], { level: 'whole' })])
    expect([bars(whole), line(whole, marks).bars]).toEqual([[], []])
    const dives = planWith(rubric, both, { parts: [partOf('p', ['A', 'B'], { attempts: taking('sum') })] })
    const attempts = { attempts: inAttempts('p', attemptOf('1')) }
    expect([bars(dives), line(dives, { 'J1 A1.1 1': pointsOf(2) }, attempts)]).toEqual([
      [],
      { total: 2000, missing: 1, bars: [] },
    ])
  })

  it('stay open for a criterion in which nothing stands', () => {
    const [first] = rubric.criteria
    const hollow = { ...rubric, criteria: [first!, { id: asId<CriterionId>('C'), name: '空', subCriteria: [] }] }
    expect(line(planWith(hollow, [groupOf(['A1.1'])]), marks).bars).toEqual([
      { points: 3000, missing: 0 },
      { points: null, missing: 0 },
    ])
  })
})
