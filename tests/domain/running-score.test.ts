import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardLine, lineOf } from '#domain/board-line.ts'
import { type AspectId, asId, type BoardEntryId, type SeatId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { aspectsOf, type Rubric } from '#domain/rubric.ts'
import { planOf, runningScore } from '#domain/running-score.ts'
import type { GroupRule, JudgeGroup, Scheme } from '#domain/scheme.ts'
import { marksOf, workedSheets } from '../support/worked-sheet.ts'
import { countOf, judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'

const penalty = {
  kind: 'deduction',
  max: 0,
  start: ofThousandths(0),
  floor: null,
  faults: [{ name: '错', amount: ofThousandths(500), cap: null }],
} as const

/** Two criteria, of which one holds a sub-criterion of penalties only, which has no floor (RULES §4). */
const [first] = rubricOf([judgement(1), judgement(0.7), points(2, 0.5, -2)], [yesNo(1), countOf(3, 1)]).criteria
const [second] = rubricOf([penalty, penalty], [points(1, 0.25)]).criteria
const rubric: Rubric = {
  title: '',
  sections: [],
  criteria: [
    first!,
    {
      ...second!,
      id: asId('B'),
      subCriteria: second!.subCriteria.map((sub) => ({
        ...sub,
        id: asId(`B${sub.id}`),
        aspects: sub.aspects.map((aspect) => ({ ...aspect, id: asId<AspectId>(`B${aspect.id}`) })),
      })),
    },
  ],
}
const aspects = aspectsOf(rubric)
const seats = ['s1', 's2', 's3'].map(asId<SeatId>)

const rule: fc.Arbitrary<GroupRule> = fc.oneof(
  fc.constantFrom(...seats).map((recorder) => ({ kind: 'agreed', recorder }) as const),
  fc.constant({ kind: 'mean' } as const),
  fc.record({
    kind: fc.constant('trimmed' as const),
    high: fc.integer({ min: 0, max: 2 }),
    low: fc.integer({ min: 0, max: 1 }),
    tooFew: fc.constantFrom('incomplete', 'mean'),
  }),
)
/** Groups may share aspects, leave some out, and count or not. */
const group: fc.Arbitrary<JudgeGroup> = fc.record({
  name: fc.constant('组'),
  seats: fc.subarray(seats, { minLength: 1 }),
  aspects: fc.subarray(aspects.map((aspect) => aspect.id)),
  level: fc.constantFrom('aspect', 'sub-criterion', 'whole'),
  rule,
  round: fc.constantFrom(0, 2, 3, 'exact'),
  factor: fc.constantFrom(asDecimal('1'), asDecimal('0.7'), asDecimal('3')),
  factorRound: fc.constantFrom(1, 2, 'exact'),
  counted: fc.constantFrom(true, true, false),
})
const scheme: fc.Arbitrary<Scheme> = fc.record({
  groups: fc.array(group, { minLength: 1, maxLength: 4 }),
  rounding: fc.record({ part: fc.constantFrom(0, 2, 3), total: fc.constantFrom(1, 2) }),
  rankOn: fc.constant('published'),
  spreadLimit: fc.constant(1),
})

function valueOf(aspect: (typeof aspects)[number], n: number): MarkValue {
  switch (aspect.kind) {
    case 'judgement':
      return { kind: 'judgement', level: n % 4 }
    case 'pass-fail':
      return { kind: 'pass-fail', passed: n % 2 === 0 }
    case 'count':
      return { kind: 'count', done: n % 4 }
    case 'points':
      return { kind: 'points', points: ofThousandths(aspect.min + aspect.step * (n % 4)) }
    default:
      return { kind: 'deduction', faults: [n % 3] }
  }
}
/** A mark given, changed or taken back: a cell and its new value. */
const change = fc
  .tuple(fc.constantFrom(...seats), fc.constantFrom(...aspects), fc.option(fc.nat(11), { freq: 5 }))
  .map(([seat, aspect, n]) => ({ seat, aspect, value: n === null ? undefined : valueOf(aspect, n) }))

const entry = { boardId: asId<BoardEntryId>('entry'), label: '', organization: null }

describe('a score that follows its marks', () => {
  it('is at every step what the marks give when they are computed anew', () => {
    fc.assert(
      fc.property(scheme, fc.array(change, { maxLength: 60 }), fc.array(change, { maxLength: 20 }), (given, before, after) => {
        const marks = new Map<string, MarkValue | undefined>()
        const markOf = (seat: SeatId, aspect: AspectId) => marks.get(`${seat} ${aspect}`)
        for (const { seat, aspect, value } of before) marks.set(`${seat} ${aspect.id}`, value)
        const running = runningScore(planOf(rubric, given), markOf)
        expect(lineOf(given, entry, running.totals())).toEqual(boardLine(rubric, given, entry, markOf))
        for (const { seat, aspect, value } of after) {
          marks.set(`${seat} ${aspect.id}`, value)
          running.follow(markOf, [aspect.id])
          expect(lineOf(given, entry, running.totals())).toEqual(boardLine(rubric, given, entry, markOf))
        }
      }),
    )
  })

  it('that is told of nothing in particular takes in everything', () => {
    fc.assert(
      fc.property(scheme, fc.array(change, { maxLength: 40 }), (given, changes) => {
        const running = runningScore(planOf(rubric, given), () => undefined)
        const marks = new Map(changes.map(({ seat, aspect, value }) => [`${seat} ${aspect.id}`, value]))
        const markOf = (seat: SeatId, aspect: AspectId) => marks.get(`${seat} ${aspect}`)
        running.follow(markOf)
        expect(lineOf(given, entry, running.totals())).toEqual(boardLine(rubric, given, entry, markOf))
      }),
    )
  })

  it.each(workedSheets())('gives what the golden sheet says, mark by mark: $name', (sheet) => {
    const plan = planOf(sheet.rubric, sheet.scheme)
    for (const { entry: name } of sheet.expect) {
      const markOf = marksOf(sheet, name)
      const running = runningScore(plan, () => undefined)
      for (const { id } of aspectsOf(sheet.rubric)) running.follow(markOf, [id])
      expect(lineOf(sheet.scheme, entry, running.totals())).toEqual(
        boardLine(sheet.rubric, sheet.scheme, entry, markOf),
      )
    }
  })
})
