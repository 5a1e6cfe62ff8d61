import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import type { ToldUnit } from '#contract/entry-explanation.ts'
import { scoreBundle } from '#domain/bundle.ts'
import type { SubCriterionId } from '#domain/ids.ts'
import { subCriteriaOf } from '#domain/rubric.ts'
import { tellParts } from '../../server/standing/explanations/tell-score.ts'

/** Bundles know what no page lets anybody set up yet: attempts, values for a whole part, a factor, a veto. */
function told(bundle: unknown) {
  const parsed = parseBundle(bundle)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { plan, scored } = scoreBundle(parsed.value, true)
  const subCriteria = new Map(subCriteriaOf(parsed.value.rubric).map((sub) => [sub.id, sub]))
  const names = { labelOf: (seat: string) => seat, subCriterionOf: (id: SubCriterionId) => subCriteria.get(id) }
  return scored.map(({ score }) => tellParts(score, { planned: plan.parts, ...names }))
}
const worked = (name: string) =>
  told(JSON.parse(readFileSync(`fixtures/worked/bundles/${name}.json`, 'utf8')).bundle as unknown)
const droppedOf = ({ seats }: ToldUnit) => seats.map(({ value, dropped }) => [value, dropped])

describe('a score told in full', () => {
  it('tells each attempt with what was dropped at both ends, and a void one as 0', () => {
    const [dived, spared] = worked('dive')
    const [part] = dived!
    expect(part).toMatchObject({ id: 'D', maximum: null, points: '79.05', take: { take: 'sum' }, criteria: [] })
    const [attempt] = part!.attempts
    expect(attempt).toMatchObject({ base: '0', difficulty: '3.1', multiplier: '3', isVoid: false, points: '79.05' })
    const unit = attempt!.criteria[0]!.subCriteria[0]!.units[0]!
    expect(unit.points).toBe('8.5')
    expect(droppedOf(unit)).toEqual([
      ['8', 'low'],
      ['9', 'high'],
      ['8.5', 'low'],
      ['8.5', null],
      ['8.5', null],
      ['8.5', null],
      ['8.5', 'high'],
    ])
    expect(spared![0]!.attempts).toMatchObject([{ isVoid: true, points: '0', missing: 0, criteria: [], wholes: [] }])
  })

  it('tells a value for a whole part with each aspect of each seat', () => {
    const [[part]] = worked('live-panel-whole') as [ReturnType<typeof tellParts>]
    expect(part).toMatchObject({ points: '8.96', criteria: [] })
    const [whole] = part!.wholes
    expect(whole).toMatchObject({ level: 'whole', points: '8.96', maximum: '20' })
    expect(whole!.aspects.map(({ id }) => id)).toEqual(['A1.1', 'A1.2'])
    expect(whole!.seats[0]).toMatchObject({
      label: 'J1',
      value: '8.7',
      marks: [
        { aspectId: 'A1.1', worth: '5.5' },
        { aspectId: 'A1.2', worth: '3.2' },
      ],
    })
  })

  it('multiplies a grade by its factor before the seats are added up, and leaves out who does not count', () => {
    const [[part]] = worked('coffee') as [ReturnType<typeof tellParts>]
    const sensory = part!.criteria.find(({ id }) => id === 'B')!.subCriteria[0]!.units
    // 4.5 × 4 and 5 × 4, and the mean of both.
    expect(sensory).toHaveLength(1)
    expect(sensory[0]).toMatchObject({ points: '19', seats: [{ value: '18' }, { value: '20' }] })
    expect(sensory[0]!.seats.map(({ marks }) => marks[0]!.worth)).toEqual(['18', '20'])
  })

  it('says what a raised veto made 0, and keeps the marks in sight', () => {
    const [[part]] = told({
      format: 'skillmark-bundle',
      version: 1,
      scheme: {
        groups: [{ name: 'panel', seats: ['J1'], aspects: ['A1.1', 'A1.2'], rule: { kind: 'agreed', recorder: 'J1' } }],
      },
      rubric: {
        criteria: [
          {
            id: 'A',
            subCriteria: [
              {
                id: 'A1',
                aspects: [
                  { id: 'A1.1', kind: 'pass-fail', max: '2' },
                  { id: 'A1.2', kind: 'veto', target: 'sub-criterion' },
                ],
              },
            ],
          },
        ],
      },
      entries: [{ id: '1' }],
      marks: [
        { entry: '1', seat: 'J1', aspect: 'A1.1', value: { kind: 'pass-fail', passed: true } },
        { entry: '1', seat: 'J1', aspect: 'A1.2', value: { kind: 'veto', raised: true } },
      ],
    }) as [ReturnType<typeof tellParts>]
    const [sub] = part!.criteria[0]!.subCriteria
    expect(sub).toMatchObject({ points: '0', nought: 'sub-criterion', isFloored: false })
    expect(sub!.units.map(({ points }) => points)).toEqual(['2', '0'])
  })
})
