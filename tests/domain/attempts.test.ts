import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { attemptsOf, inAttempt, unfolded, unfoldedIds } from '#domain/attempts.ts'
import { type Bundle, scoreBundle } from '#domain/bundle.ts'
import { type AspectId, asId, type PartId, type RulingId, type SeatId, type SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { givenOf, nothingRuled, ruledOn } from '#domain/ruling.ts'
import { givenBy } from '#domain/scheme.ts'
import { scoreEntry } from '#domain/score.ts'
import { planOf } from '#domain/scoring-plan.ts'
import { sheetSeats } from '#domain/sheet.ts'

/** Two dives each of three competitors, seven judges. */
const final = ((): Bundle => {
  const file = readFileSync(new URL('../../fixtures/worked/bundles/diving-final.json', import.meta.url), 'utf8')
  const { bundle } = JSON.parse(file)
  bundle.scheme.parts[0].attempts.planned = 2
  const parsed = parseBundle(bundle)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
})()
const tablets = unfolded(final.rubric, final.scheme)
const dives = asId<PartId>('D')

describe('a part with attempts (RULES §4)', () => {
  it('is marked on one sheet for each attempt, by everybody who marks the part', () => {
    const [criterion] = tablets.rubric.criteria
    expect(criterion!.subCriteria.map(({ id, aspects }) => [id, aspects.map((aspect) => aspect.id)])).toEqual([
      ['D1@1', ['D1.1@1']],
      ['D1@2', ['D1.1@2']],
    ])
    for (const sub of criterion!.subCriteria) expect(sheetSeats(tablets.scheme, sub)).toHaveLength(7)
    expect([...givenBy(tablets.scheme, asId<SeatId>('J1'))]).toEqual(['D1.1@1', 'D1.1@2'])
    expect(unfoldedIds(final.rubric, final.scheme, [asId<SubCriterionId>('D1')])).toEqual(['D1@1', 'D1@2'])
  })

  it('scores what stands on those sheets as it scores the attempts themselves', () => {
    const plan = planOf(final.rubric, final.scheme)
    for (const { id, score } of scoreBundle(final).scored) {
      const entry = final.entries.find((one) => one.id === id)!
      const marks = new Map<string, MarkValue>(
        final.marks
          .filter((mark) => mark.entry === id)
          .map(({ seat, aspect, attempt, value }) => [`${seat} ${inAttempt(aspect, attempt)}`, value]),
      )
      const ruled = ruledOn([
        ...[...entry.attempts].flatMap(([part, attempts]) =>
          attempts.map((attempt) => ({
            id: asId<RulingId>(`${part} ${attempt.id}`),
            entryId: id,
            ruled: { kind: 'attempt' as const, part, attempt },
            reason: 'the list of dives',
            signer: '',
          })),
        ),
      ])
      const carried = { ...ruled, carried: { semi: { own: entry.carried.semi!.own! } } }
      const given = givenOf(final.scheme, (seat, aspect) => marks.get(`${seat} ${aspect}`), carried)
      const again = scoreEntry(plan, given)
      expect([again.points, again.missing]).toEqual([score.points, score.missing])
    }
  })

  it('has no coefficients of its own until somebody sets them down, and the last ones then', () => {
    const attempt = attemptsOf(final.scheme, new Map()).get(dives)![0]!
    expect(attempt).toEqual({ id: '1', base: '0', difficulty: '1', multiplier: '1', table: null, isVoid: false })
    const ruling = (difficulty: string, isVoid = false) => ({
      id: asId<never>(difficulty),
      entryId: asId<never>('a'),
      ruled: {
        kind: 'attempt' as const,
        part: dives,
        attempt: { ...attempt, difficulty: difficulty as never, isVoid },
      },
      reason: '',
      signer: '',
    })
    const twice = ruledOn([ruling('3.1'), ruling('2.8', true)])
    expect(
      attemptsOf(final.scheme, twice.attempts)
        .get(dives)!
        .map(({ difficulty, isVoid }) => [difficulty, isVoid]),
    ).toEqual([
      ['2.8', true],
      ['1', false],
    ])
  })
})

describe('a stage without attempts', () => {
  it('is marked as it was frozen', () => {
    const parts = final.scheme.parts.map((part) => ({ ...part, attempts: null }))
    const scheme = { ...final.scheme, parts }
    const same = unfolded(final.rubric, scheme)
    expect([same.rubric, same.scheme]).toEqual([final.rubric, scheme])
    expect(inAttempt(asId<AspectId>('A1.1'), undefined)).toBe('A1.1')
    expect(givenOf(scheme, () => undefined, nothingRuled).attempts.size).toBe(0)
  })
})
