import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'

const seats = ['J1', 'J2', 'J3']
const points = { id: 'A1.1', kind: 'points', max: '10', step: '0.5' }
const group = { seats, aspects: ['A1.1'], rule: { kind: 'mean' } }
const scheme = { groups: [group] }
const rubric = { criteria: [{ id: 'A', subCriteria: [{ id: 'A1', aspects: [points] }] }] }
const mark = { entry: '1', seat: 'J1', aspect: 'A1.1', value: { kind: 'points', points: '8.5' } }
const bundle = { format: 'skillmark-bundle', version: 1, scheme, rubric, entries: [{ id: '1' }], marks: [mark] }

const second = { id: 'B', subCriteria: [{ id: 'B1', aspects: [{ ...points, id: 'B1.1' }] }] }
const both = { criteria: [...rubric.criteria, second] }
const parts = (...weights: string[]) => weights.map((weight, i) => ({ id: `P${i}`, criteria: ['AB'[i]], weight }))
const groups = [group, { ...group, aspects: ['B1.1'] }]
const veto = { id: 'A1.2', kind: 'veto', target: 'sub-criterion' }
const withVeto = { criteria: [{ id: 'A', subCriteria: [{ id: 'A1', aspects: [points, veto] }] }] }
const inScheme = (more: object) => ({ scheme: { ...scheme, ...more } })

describe('a bundle', () => {
  it('that is whole is taken', () => {
    expect(parseBundle(bundle)).toMatchObject({ ok: true })
  })

  it.each<[what: string, change: object, kind: string, where: string]>([
    ['of a newer format', { version: 2, foo: 1 }, 'newer-format', 'version'],
    ['of another format', { format: 'x' }, 'malformed', 'format'],
    ['with a key that nobody knows', { extra: 1 }, 'malformed', ''],
    [
      'with points that are a number',
      { marks: [{ ...mark, value: { kind: 'points', points: 8.5 } }] },
      'malformed',
      'marks.0.value.points',
    ],
    [
      'whose weights do not add up',
      { rubric: both, scheme: { groups, parts: parts('0.3', '0.6') } },
      'weights-not-1',
      'scheme.parts',
    ],
    [
      'with a criterion in no part',
      { rubric: both, scheme: { groups, parts: parts('1') } },
      'criterion-without-part',
      'scheme.parts.B',
    ],
    [
      'with a criterion in two parts',
      { rubric: both, scheme: { groups, parts: [...parts('0.5', '0.5'), { id: 'P', criteria: ['A'], weight: '0' }] } },
      'criterion-in-two-parts',
      'scheme.parts.0.criteria.0',
    ],
    [
      'with a weighted part in attempts',
      inScheme({ parts: [{ id: 'P', criteria: ['A'], attempts: { take: 'sum' } }], composition: { kind: 'weighted' } }),
      'part-without-maximum',
      'scheme.parts.0',
    ],
    [
      'with an unknown aspect',
      { scheme: { groups: [{ ...group, aspects: ['A1.1', 'X'] }] } },
      'aspect-unknown',
      'scheme.groups.0.aspects.1',
    ],
    ['with an aspect that nobody marks', { rubric: both }, 'aspect-without-group', 'scheme.groups.B1.1'],
    [
      'with a group over two parts',
      { rubric: both, scheme: { groups: [{ ...group, aspects: ['A1.1', 'B1.1'] }], parts: parts('0.5', '0.5') } },
      'aspects-of-two-parts',
      'scheme.groups.0.aspects',
    ],
    [
      'whose recorder has no seat',
      { scheme: { groups: [{ ...group, rule: { kind: 'agreed', recorder: 'X' } }] } },
      'recorder-not-seated',
      'scheme.groups.0.rule.recorder',
    ],
    [
      'with a seat twice',
      { scheme: { groups: [{ ...group, seats: ['J1', 'J1'] }] } },
      'id-twice',
      'scheme.groups.0.seats.1',
    ],
    [
      'with a veto that is a mean',
      { rubric: withVeto, scheme: { groups: [{ ...group, aspects: ['A1.1', 'A1.2'] }] } },
      'veto-not-agreed',
      'scheme.groups.0',
    ],
    [
      'with a veto on what has no points of its own',
      {
        rubric: withVeto,
        scheme: {
          groups: [
            { ...group, level: 'whole' },
            { ...group, aspects: ['A1.2'], rule: { kind: 'each' } },
          ],
        },
      },
      'veto-too-fine',
      'scheme.rubric.A1.2',
    ],
    [
      'with a chain that names a missing part',
      inScheme({ chain: [{ by: 'part', id: 'X' }] }),
      'link-unknown',
      'scheme.chain.0',
    ],
    [
      'with a chain finer than its group',
      { scheme: { groups: [{ ...group, level: 'whole' }], chain: [{ by: 'criterion', id: 'A' }] } },
      'link-too-fine',
      'scheme.chain.0',
    ],
    [
      'with a cut over 100 per cent',
      inScheme({ advancement: { percent: '101' } }),
      'percent-off-scale',
      'scheme.advancement.percent',
    ],
    [
      'that carries itself over',
      inScheme({ stage: 'final', carried: [{ stage: 'final', what: 'own' }] }),
      'carries-itself',
      'scheme.carried.0',
    ],
    ['with an advancement of no condition', inScheme({ advancement: {} }), 'advancement-empty', 'scheme.advancement'],
    ['with medals and no scale', inScheme({ medals: {} }), 'medals-without-scale', 'scheme.medals'],
    ['with a scale upside down', inScheme({ scale: { least: 10, most: 0 } }), 'scale-upside-down', 'scheme.scale'],
    [
      'with a band of ranks upside down',
      inScheme({ sharedRanksForbidden: { from: 3, to: 1 } }),
      'band-upside-down',
      'scheme.sharedRanksForbidden',
    ],
    [
      'with a step that misses the maximum',
      { rubric: { criteria: [{ id: 'A', subCriteria: [{ id: 'A1', aspects: [{ ...points, step: '3' }] }] }] } },
      'malformed',
      'rubric.criteria.0.subCriteria.0.aspects.0.step',
    ],
    ['with an entry twice', { entries: [{ id: '1' }, { id: '1' }] }, 'id-twice', 'entries.1'],
    ['with an unknown division', { entries: [{ id: '1', division: 'X' }] }, 'division-unknown', 'entries.0.division'],
    [
      'with attempts of a part that has none',
      { entries: [{ id: '1', attempts: { all: [] } }] },
      'part-unknown',
      'entries.0.attempts',
    ],
    [
      'without the attempts of a part',
      inScheme({ parts: [{ id: 'P', criteria: ['A'], attempts: { take: 'sum' } }] }),
      'attempts-missing',
      'entries.0.attempts',
    ],
    ['with an unknown seat excused', { entries: [{ id: '1', excused: [{ seat: 'X' }] }] }, 'seat-unknown', 'entries.0'],
    [
      'with a total from a stage that is not carried',
      { entries: [{ id: '1', carried: { x: {} } }] },
      'stage-unknown',
      'entries.0.carried',
    ],
    [
      'with a negative penalty',
      { entries: [{ id: '1', penalties: [{ points: '-1' }] }] },
      'penalty-below-0',
      'entries.0.penalties.0',
    ],
    [
      'with an annulled aspect that is not there',
      { amendments: [{ aspect: 'X', kind: 'annulled' }] },
      'aspect-unknown',
      'amendments.0',
    ],
    [
      'with a correction to another kind',
      { amendments: [{ aspect: 'A1.1', kind: 'corrected', to: { id: 'A1.1', kind: 'imported', max: '10' } }] },
      'kind-changed',
      'amendments.0.to.kind',
    ],
    [
      'with a correction that is of another aspect',
      { amendments: [{ aspect: 'A1.1', kind: 'corrected', to: { id: 'X', kind: 'points', max: '10' } }] },
      'other-aspect',
      'amendments.0.to.id',
    ],
    [
      'with a mark off the corrected scale',
      {
        amendments: [{ aspect: 'A1.1', kind: 'corrected', to: { id: 'A1.1', kind: 'points', max: '5', step: '0.5' } }],
        marks: [mark],
      },
      'off-scale',
      'marks.0',
    ],
    ['with a mark of nobody', { marks: [{ ...mark, entry: '2' }] }, 'entry-unknown', 'marks.0'],
    ['with a mark of nothing', { marks: [{ ...mark, aspect: 'X' }] }, 'aspect-unknown', 'marks.0'],
    ['with a foreign mark', { marks: [{ ...mark, seat: 'X' }] }, 'foreign-mark', 'marks.0'],
    [
      'with a mark in an attempt of a part that has none',
      { marks: [{ ...mark, attempt: '1' }] },
      'attempt-unknown',
      'marks.0',
    ],
    ['with a mark twice', { marks: [mark, mark] }, 'mark-twice', 'marks.1'],
    [
      'with a mark off the scale',
      { marks: [{ ...mark, value: { kind: 'points', points: '11' } }] },
      'off-scale',
      'marks.0',
    ],
    [
      'with a mark off the step',
      { marks: [{ ...mark, value: { kind: 'points', points: '8.3' } }] },
      'off-step',
      'marks.0',
    ],
    [
      'with a mark of another kind',
      { marks: [{ ...mark, value: { kind: 'veto', raised: true } }] },
      'wrong-kind',
      'marks.0',
    ],
  ])('%s is refused by name and place', (_, change, kind, where) => {
    const parsed = parseBundle({ ...bundle, ...change })
    expect(parsed.ok ? 'taken' : parsed.error[0]).toMatchObject({ kind, where })
    if (!parsed.ok)
      for (const { zh, en } of parsed.error) expect([zh, en].every((words) => words.length > 3)).toBe(true)
  })

  it.each([null, 3, 'x', [], {}])('that is %j is refused', (json) => {
    expect(parseBundle(json)).toMatchObject({ ok: false })
  })
})
