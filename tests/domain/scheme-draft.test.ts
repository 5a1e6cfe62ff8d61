import { describe, expect, it } from 'vitest'
import { draftWords } from '#contract/scheme-words.ts'
import { SchemeDraftJson } from '#contract/schemes.ts'
import { asId, type CriterionId, type PartId, type SeatId, type StageId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Part } from '#domain/scheme.ts'
import { draftDefaults, type GroupSetting, type SchemeDraft, schemeFrom } from '#domain/scheme-draft.ts'
import { type DraftGround, draftFaults, type SiblingStage } from '#domain/scheme-draft-faults.ts'
import { changedPieces, type PresetId, presetDraft, presetIds } from '#domain/scheme-presets.ts'
import { countOf, imported, judgement, points, rubricOf, scaled, timed, vetoOf, yesNo } from '../support/rubrics.ts'
import { panelOf } from '../support/schemes.ts'

const seatsOf = (n: number) => Array.from({ length: n }, (_, i) => asId<SeatId>(`J${i + 1}`))
const every = rubricOf(
  [judgement(1), yesNo(1), countOf(4, 1), timed(1), vetoOf('siblings'), imported(1)],
  [points(1), scaled('0', '10')],
)

/** A criterion of theory from a file, and one of practical work with judged, measured and scored aspects. */
const twoCriteria: Rubric = {
  ...every,
  criteria: [
    { ...rubricOf([imported(100)]).criteria[0]!, id: asId<CriterionId>('T') },
    {
      id: asId<CriterionId>('P'),
      name: '操作',
      subCriteria: rubricOf([yesNo(1)], [judgement(30), yesNo(30), points(40)]).criteria[0]!.subCriteria.slice(1),
    },
  ],
}
const stage = { id: asId<StageId>('final'), name: '决赛' }
const groundOf = (rubric: Rubric, seats: number, more: Partial<DraftGround> = {}): DraftGround => ({
  rubric,
  panels: [panelOf(rubric, seatsOf(seats))],
  pointsRule: 'mean',
  stage,
  siblings: [],
  ...more,
})
const partOf = (id: string, criteria: readonly string[], weight = '1'): Part => ({
  id: asId<PartId>(id),
  name: id,
  criteria: criteria.map(asId<CriterionId>),
  weight: asDecimal(weight),
  attempts: null,
  minimum: null,
  belowZero: false,
})
const setting = (more: Partial<GroupSetting>): GroupSetting => ({
  panel: null,
  family: 'points',
  level: 'aspect',
  rule: { kind: 'mean' },
  minSeats: 1,
  round: 2,
  factor: asDecimal('1'),
  factorRound: 'exact',
  counted: true,
  ...more,
})
const preset = (id: PresetId, ground: DraftGround, chosen: readonly string[]) =>
  presetDraft(id, draftDefaults, { ...ground, chosen: chosen.map(asId<CriterionId>), names: ['理论', '实操'] })!
/** Each group as "name: level rule, aspects". */
const groupsOf = (draft: SchemeDraft, { rubric, panels, pointsRule }: DraftGround) =>
  schemeFrom(draft, rubric, panels, pointsRule).groups.map(
    ({ name, level, rule, aspects }) => `${name}: ${level} ${rule.kind}, ${aspects.join(' ')}`,
  )

describe('a scheme that nobody edited', () => {
  it('is frozen byte for byte as it always was', () => {
    const panel = panelOf(every, seatsOf(3), asId<SeatId>('J2'))
    const group = '"minSeats":1,"round":2,"factor":"1","factorRound":"exact","counted":true}'
    expect(JSON.stringify(schemeFrom(draftDefaults, every, [panel], 'trimmed-whole'))).toBe(
      '{"composition":{"kind":"added"},"rounding":{"attempt":"exact","part":2,"contribution":"exact","total":2},' +
        '"totalBelowZero":false,"carried":[],"rankOn":"published","chain":[],"sharedRanksForbidden":null,' +
        '"divisions":[],"overall":false,"advancement":null,"scale":null,"medals":null,"spreadLimit":1,"spreadShare":null,' +
        '"parts":[{"id":"all","name":"","criteria":["A"],"weight":"1","attempts":null,"minimum":null,' +
        '"belowZero":false}],"groups":[' +
        `{"name":"第一组 judgement","seats":["J1","J2","J3"],"aspects":["A1.1"],"level":"aspect","rule":{"kind":"mean"},${group},` +
        `{"name":"第一组 measurement","seats":["J1","J2","J3"],"aspects":["A1.2","A1.3","A1.4","A1.5","A1.6"],"level":"aspect","rule":{"kind":"agreed","recorder":"J2"},${group},` +
        `{"name":"第一组 points","seats":["J1","J2","J3"],"aspects":["A2.1","A2.2"],"level":"whole","rule":{"kind":"trimmed","high":1,"low":1,"tooFew":"incomplete"},${group}]}`,
    )
  })
})

describe('a draft', () => {
  it('gives a group for each part where the aspects of a family lie in several', () => {
    const draft = { ...draftDefaults, parts: [partOf('T', ['T']), partOf('P', ['P'])] }
    expect(groupsOf(draft, groundOf(twoCriteria, 3))).toEqual([
      '第一组 judgement: aspect mean, A2.1',
      '第一组 measurement T: aspect agreed, A1.1',
      '第一组 measurement P: aspect agreed, A2.2',
      '第一组 points: aspect mean, A2.3',
    ])
  })

  it('takes the setting of a panel before that of all panels, and leaves the others to the defaults', () => {
    const two = [panelOf(every, seatsOf(2), undefined, 'I'), panelOf(every, seatsOf(2), undefined, 'II')]
    const groups = [setting({ rule: { kind: 'median' } }), setting({ panel: 'II', rule: { kind: 'sum' } })]
    const said = groupsOf({ ...draftDefaults, groups }, groundOf(every, 2, { panels: two }))
    expect(said.filter((group) => group.includes('points') || group.includes('II judgement'))).toEqual([
      'I points: aspect median, A2.1 A2.2',
      'II judgement: aspect mean, A1.1',
      'II points: aspect sum, A2.1 A2.2',
    ])
  })
})

describe('a preset', () => {
  const ground = groundOf(twoCriteria, 7)
  it.each([
    ['worldskills', [], ['judgement: aspect mean', 'measurement: aspect agreed', 'points: aspect mean']],
    [
      'union',
      ['T'],
      [
        'judgement: aspect mean',
        'measurement 理论: aspect agreed',
        'measurement 实操: aspect agreed',
        'points: aspect mean',
      ],
    ],
    ['live-panel', [], ['judgement: aspect mean', 'measurement: aspect agreed', 'points: whole trimmed']],
    ['technical-sensory', ['P'], ['judgement: aspect sum', 'measurement: aspect agreed', 'points: aspect sum']],
    [
      'attempts',
      ['P'],
      [
        'judgement: aspect mean',
        'measurement 理论: aspect agreed',
        'measurement 实操: aspect agreed',
        'points: aspect trimmed',
      ],
    ],
  ] as const)('%s expands to groups that can be scored by', (id, chosen, groups) => {
    const draft = preset(id, ground, chosen)
    expect(draftFaults(draft, ground)).toEqual([])
    expect(groupsOf(draft, ground).map((group) => group.split(',')[0])).toEqual(groups.map((said) => `第一组 ${said}`))
    expect(SchemeDraftJson.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
  })

  it('of a union contest asks for 60 per cent of each part, and breaks ties by the practical work', () => {
    const { parts, composition, chain } = preset('union', ground, ['T'])
    expect(parts?.map(({ id, criteria, weight, minimum }) => ({ id, criteria, weight, minimum }))).toEqual([
      { id: 'theory', criteria: ['T'], weight: '0.3', minimum: 60_000 },
      { id: 'practical', criteria: ['P'], weight: '0.7', minimum: 60_000 },
    ])
    expect(composition).toEqual({ kind: 'weighted', maximum: 100_000 })
    expect(chain).toEqual([{ by: 'part', id: 'practical' }])
    expect(preset('union-time', ground, ['T']).chain).toEqual([
      { by: 'time' },
      { by: 'part', id: 'practical' },
      { by: 'part', id: 'theory' },
    ])
  })

  it('keeps what it does not settle, and tells what it changes', () => {
    const before: SchemeDraft = { ...draftDefaults, divisions: ['职工组'], spreadLimit: 2 }
    const after = presetDraft('union', before, { ...ground, chosen: [asId('T')], names: ['理论', '实操'] })!
    expect(after).toMatchObject({ divisions: ['职工组'], spreadLimit: 2 })
    expect(changedPieces(before, after)).toEqual(['composition', 'chain', 'parts'])
  })

  it.each(['union', 'union-time', 'technical-sensory', 'attempts'] as const)(
    '%s cannot be made before criteria are ticked',
    (id) => expect(presetDraft(id, draftDefaults, { ...ground, chosen: [], names: ['', ''] })).toBe(undefined),
  )

  it('asks for criteria wherever it splits them', () => {
    expect(presetIds.length).toBe(6)
  })
})

const faultsOf = (more: Partial<SchemeDraft>, ground = groundOf(twoCriteria, 3)) =>
  draftFaults({ ...draftDefaults, ...more }, ground).map(({ fault, path }) => `${fault} at ${path.join('.')}`)
const sibling = (id: string, name: string, ...carries: string[]): SiblingStage => ({ id: asId(id), name, carries })
const carry = (...stages: string[]) => ({
  carried: stages.map((id) => ({ stage: id, what: 'own' as const, weight: asDecimal('1') })),
})
const union = { composition: { kind: 'weighted' as const, maximum: ofThousandths(100_000) } }

describe('what a fault of a draft speaks of', () => {
  const namesOf = (more: Partial<SchemeDraft>) =>
    draftFaults({ ...draftDefaults, ...more }, groundOf(twoCriteria, 3)).map(({ fault, names }) => [fault, names])

  it('is the sum that the weights make', () => {
    const parts = [partOf('T', ['T'], '0.3'), partOf('P', ['P'], '0.6')]
    expect(namesOf({ ...union, parts })).toEqual([['weights-not-1', ['0.9']]])
  })

  it('is the criterion, by its name where there is one', () => {
    const [theory] = twoCriteria.criteria
    expect(namesOf({ parts: [partOf('P', ['P'])] })).toEqual([['criterion-without-part', [`T ${theory!.name}`.trim()]]])
    expect(namesOf({ parts: [partOf('T', ['T', 'P', 'Q'])] })).toEqual([['criterion-unknown', ['Q']]])
  })
})

describe('a share of a spread', () => {
  it('is above 0 and at most 1', () => {
    for (const spreadShare of ['0', '-0.2', '1.01'].map(asDecimal))
      expect(faultsOf({ spreadShare })).toEqual(['share-off-scale at spreadShare'])
    for (const spreadShare of ['0.2', '1'].map(asDecimal)) expect(faultsOf({ spreadShare })).toEqual([])
  })
})

describe('a fault of a draft', () => {
  const trims = (high: number) => setting({ rule: { kind: 'trimmed', high, low: 1, tooFew: 'incomplete' } })
  it.each<[string, Partial<SchemeDraft>, string[]]>([
    [
      'weights that do not add up',
      { ...union, parts: [partOf('T', ['T'], '0.3'), partOf('P', ['P'], '0.6')] },
      ['weights-not-1 at parts'],
    ],
    ['a weight of nought', { parts: [partOf('T', ['T'], '0'), partOf('P', ['P'])] }, ['not-above-0 at parts.0.weight']],
    ['a criterion in no part', { parts: [partOf('T', ['T'])] }, ['criterion-without-part at parts.P']],
    [
      'a pass that nobody can reach',
      { parts: [{ ...partOf('T', ['T', 'P']), minimum: ofThousandths(200_001) }] },
      ['minimum-above-maximum at parts.0.minimum'],
    ],
    [
      'weighted attempts',
      { ...union, parts: [{ ...partOf('T', ['T', 'P']), attempts: { take: 'sum', best: 1, planned: 1 } }] },
      ['part-without-maximum at parts.0'],
    ],
    ['a chain that names a missing part', { chain: [{ by: 'part', id: 'Q' }] }, ['link-unknown at chain.0']],
    ['a chain that names an aspect twice', { chain: [{ by: 'lot' }, { by: 'lot' }] }, ['link-twice at chain.1']],
    [
      'a cut over 100 per cent',
      { advancement: { first: null, percent: asDecimal('100.5'), minimum: null, perOrganization: null, reserves: 0 } },
      ['percent-off-scale at advancement.percent'],
    ],
    [
      'trimming with too few seats',
      { groups: [setting({ family: 'judgement' }), trims(2)] },
      ['trim-leaves-nobody at groups.1.rule'],
    ],
    [
      'too few seats, and a chain that too few seats must not hide',
      { groups: [trims(2)], chain: [{ by: 'aspect', id: 'X' }] },
      ['trim-leaves-nobody at groups.0.rule', 'link-unknown at chain.0'],
    ],
    ['more seats than there are', { groups: [setting({ minSeats: 4 })] }, ['too-few-seats at groups.0.minSeats']],
    [
      'a part without a criterion',
      { parts: [partOf('T', ['T', 'P']), partOf('Q', [])] },
      ['part-empty at parts.1.criteria'],
    ],
    ['a panel that is not there', { groups: [setting({ panel: '无此组' })] }, ['panel-unknown at groups.0.panel']],
    ['a setting that stands twice', { groups: [setting({}), setting({})] }, ['setting-twice at groups.1.panel']],
    ['a factor of nought', { groups: [setting({ factor: asDecimal('0') })] }, ['not-above-0 at groups.0.factor']],
    ['a division that stands twice', { divisions: ['A', 'A'] }, ['id-twice at divisions.1']],
    [
      'medals without a scale',
      { medals: { within: 2, chain: false, smallField: 'given', excellence: 700 } },
      ['medals-without-scale at medals'],
    ],
    ['a stage that carries itself', carry('final'), ['carries-itself at carried.0']],
    ['a stage that is not there', carry('nowhere'), ['stage-unknown at carried.0']],
  ])('is found at its field: %s', (_, more, found) => expect(faultsOf(more)).toEqual(found))

  it('is a circle of carried-over totals, told by the names of its stages', () => {
    const siblings = [sibling('semi', '半决赛', 'first'), sibling('first', '初赛', 'final')]
    expect(draftFaults({ ...draftDefaults, ...carry('semi') }, groundOf(twoCriteria, 3, { siblings }))).toEqual([
      { fault: 'carry-cycle', path: ['carried', 0], names: ['决赛', '半决赛', '初赛', '决赛'] },
    ])
    const open = [sibling('semi', '半决赛', 'first'), sibling('first', '初赛')]
    expect(faultsOf(carry('semi', 'first'), groundOf(twoCriteria, 3, { siblings: open }))).toEqual([])
  })

  it('is laid on the panel where it is a default that does not fit', () => {
    expect(faultsOf({}, groundOf(twoCriteria, 2, { pointsRule: 'trimmed' }))).toEqual([
      'trim-leaves-nobody at panels.第一组.points.rule',
    ])
  })

  it('is none that nobody is seated yet', () => {
    expect(faultsOf({ groups: [trims(2)] }, groundOf(twoCriteria, 0))).toEqual([])
  })

  it('has words in both languages', () => {
    for (const words of Object.values(draftWords)) {
      expect(words.zh).toMatch(/\p{Script=Han}/u)
      expect(words.en).toMatch(/[a-z]/)
    }
  })
})
