import { describe, expect, it } from 'vitest'
import { attemptIn } from '#domain/attempts.ts'
import { barsOf, boardLine, waitsForPerson } from '#domain/board-line.ts'
import { asId, type BoardEntryId } from '#domain/ids.ts'
import { isInDivision, type Scheme } from '#domain/scheme.ts'
import { onlyMarks } from '#domain/score.ts'
import { points, rubricOfCriteria } from '../support/rubrics.ts'
import { groupOf, partOf, planWith } from '../support/scoring.ts'

const rows = (...ranks: readonly (readonly [number | null, number | null])[]) =>
  ranks.map(([rank, division]) => ({ rank, division }))
const band = { sharedRanksForbidden: { from: 1, to: 3 } } as Scheme

describe('a board whose first three may not be shared (RULES §5)', () => {
  it('is final where nobody shares one of them', () => {
    expect(waitsForPerson(band, rows([1, null], [2, null], [3, null], [4, null], [4, null]))).toBe(false)
    expect(waitsForPerson(band, rows([1, 0], [2, 0], [1, 1]))).toBe(false)
    expect(waitsForPerson(band, rows([null, null], [null, null]))).toBe(false)
  })

  it('waits for a person where somebody does', () => {
    expect(waitsForPerson(band, rows([1, null], [2, null], [2, null]))).toBe(true)
    expect(waitsForPerson(band, rows([1, 0], [1, 1], [2, 1], [3, 1], [3, 1]))).toBe(true)
  })

  it('shares its ranks where nothing forbids that', () => {
    expect(waitsForPerson({ sharedRanksForbidden: null } as Scheme, rows([1, null], [1, null]))).toBe(false)
    expect(waitsForPerson({ sharedRanksForbidden: { from: 2, to: 2 } } as Scheme, rows([1, null], [1, null]))).toBe(
      false,
    )
  })
})

describe('who ranks by division (RULES §5)', () => {
  const scheme = { divisions: ['职工组', '学生组'] }

  it('is everybody where there are none, and else only who is in one of them', () => {
    expect([isInDivision({ divisions: [] }, null), isInDivision({ divisions: [] }, '学生组')]).toEqual([true, true])
    expect(['学生组', '学生', null].map((division) => isInDivision(scheme, division))).toEqual([true, false, false])
  })

  it('stands on the board by the place of the division in the scheme', () => {
    const plan = planWith(rubricOfCriteria([[points(4)]]), [groupOf(['A1.1'])], scheme)
    const placeOf = (division: string | null) =>
      boardLine(
        plan,
        { boardId: asId<BoardEntryId>('x'), label: '07', organization: null, division },
        onlyMarks(() => undefined),
        { lot: null, decision: null },
      ).division
    expect(['职工组', '学生组', null].map(placeOf)).toEqual([0, 1, -1])
  })
})

describe('what a screen calls a part', () => {
  it('is its name, or its id where it has none', () => {
    const rubric = rubricOfCriteria([[points(4)]], [[points(6)]])
    const parts = [
      { ...partOf('theory', ['A']), name: '理论' },
      { ...partOf('practical', ['B']), name: '' },
    ]
    const plan = planWith(rubric, [groupOf(['A1.1']), groupOf(['B1.1'])], { parts })
    expect(barsOf(plan).map(({ id, name }) => [id, name])).toEqual([
      ['理论', ''],
      ['practical', ''],
    ])
  })

  it('is the attempt that its sheet is of, where it has attempts', () => {
    expect([attemptIn('A1@2'), attemptIn('A1')]).toEqual(['2', undefined])
  })
})
