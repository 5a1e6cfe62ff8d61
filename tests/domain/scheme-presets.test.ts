import { describe, expect, it } from 'vitest'
import { asId, type CriterionId, type SeatId } from '#domain/ids.ts'
import { draftDefaults, type SeatedPanel, schemeFrom, storedDraft } from '#domain/scheme-draft.ts'
import { presetDraft } from '#domain/scheme-presets.ts'
import { judgement, points, rubricOfCriteria } from '../support/rubrics.ts'
import { panelOf } from '../support/schemes.ts'
import { partOf } from '../support/scoring.ts'

const rubric = rubricOfCriteria([[judgement(10)]], [[judgement(10)]])
const [A, B] = ['A', 'B'].map(asId<CriterionId>) as [CriterionId, CriterionId]
const seats = ['J1', 'J2', 'J3'].map(asId<SeatId>)
const panelFor = (name: string, ...subCriteria: string[]): SeatedPanel => ({
  ...panelOf(rubric, seats, seats[0], name),
  subCriteria: subCriteria.map((id) => asId(id)),
})
const ground = { rubric, panels: [panelOf(rubric, seats)], names: ['甲', '乙'] as const }

describe('a preset over judged levels', () => {
  it('of attempts trims the levels where nobody gives points, and makes one part where all is attempted', () => {
    const draft = presetDraft('attempts', draftDefaults, { ...ground, chosen: [A, B] })!
    expect(draft.parts?.map(({ id, criteria, attempts }) => [id, criteria, attempts?.planned])).toEqual([
      ['attempts', ['A', 'B'], 3],
    ])
    expect(draft.groups.map(({ panel, family, rule }) => [panel, family, rule.kind])).toEqual([
      [null, 'judgement', 'trimmed'],
    ])
  })

  it('of tasting adds up the seats of those panels alone that taste', () => {
    const panels = [panelFor('工艺', 'A1'), panelFor('感官', 'B1')]
    const draft = presetDraft('technical-sensory', draftDefaults, { ...ground, panels, chosen: [B] })!
    expect(draft.groups.map(({ panel, family, rule }) => [panel, family, rule.kind])).toEqual([
      [null, 'judgement', 'mean'],
      [null, 'points', 'mean'],
      ['感官', 'judgement', 'sum'],
      ['感官', 'points', 'sum'],
    ])
  })
})

describe('a draft over panels', () => {
  it('names the groups of parts that have no name by their ids', () => {
    const draft = { ...draftDefaults, parts: [partOf('p', ['A'], { name: '' }), partOf('q', ['B'], { name: '乙' })] }
    expect(schemeFrom(draft, rubric, ground.panels, 'mean').groups.map(({ name }) => name)).toEqual([
      '第一组 judgement p',
      '第一组 judgement 乙',
    ])
  })

  it('takes the first seat for the recorder where nobody is named', () => {
    const pointed = rubricOfCriteria([[points(10)]])
    const panel = { ...panelOf(pointed, seats), seats: seats.map((id) => ({ id, recorder: false })) }
    expect(schemeFrom(draftDefaults, pointed, [panel], 'agreed').groups[0]!.rule).toEqual({
      kind: 'agreed',
      recorder: 'J1',
    })
  })

  it('is no scheme while a panel has no seats', () => {
    expect(() => schemeFrom(draftDefaults, rubric, [{ ...panelOf(rubric, []), name: '空' }], 'mean')).toThrow(
      'panel 空 has no seats',
    )
  })

  it('that an earlier version saved says the defaults where it said nothing', () => {
    expect(storedDraft({})).toEqual(draftDefaults)
    const rule = { kind: 'mean' } as const
    const old = { groups: [{ panel: null, family: 'points', level: 'whole', rule }], rounding: { total: 1 } }
    expect(storedDraft(old as never)).toEqual({
      ...draftDefaults,
      rounding: { ...draftDefaults.rounding, total: 1 },
      groups: [
        {
          panel: null,
          family: 'points',
          level: 'whole',
          rule,
          minSeats: 1,
          round: 2,
          factor: '1',
          factorRound: 'exact',
          counted: true,
        },
      ],
    })
  })
})
