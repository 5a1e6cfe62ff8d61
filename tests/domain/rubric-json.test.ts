import { readdir, readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRubric } from '#contract/rubric.ts'
import { aspectsOf, maximumOf } from '#domain/rubric.ts'
import { anyRubric } from '../support/any-rubric.ts'

const plain = { name: '项', notes: [], requirement: '', section: null, max: 2000 }
const instrument = { unit: 'mm', decimals: 1, low: '0', high: '20' }
const difference = {
  kind: 'difference',
  target: '5',
  step: '1',
  stepIn: 'units',
  steps: 'complete',
  deduction: { deduct: '0.5', in: 'points' },
  instrument,
}
const range = {
  kind: 'range',
  target: '0',
  bands: [{ lower: '1', upper: '1', deduction: { deduct: '0', in: 'points' } }],
  instrument,
}
const choice = (...worths: object[]) => ({
  kind: 'choice',
  min: 0,
  options: worths.map((worth) => ({ label: '项', worth })),
})
const penalty = { kind: 'deduction', max: 0, start: 0, floor: null, faults: [{ name: '错', amount: 500, cap: null }] }

const scaled = { kind: 'scaled', max: 10_000, low: '0', high: '10', step: '0.5', factor: '1' }
const timed = {
  kind: 'timed',
  limit: 180_000,
  start: 2000,
  floor: 0,
  stop: { at: 240_000, effect: 'aspect-nought' },
  over: { by: 'units', amount: 500, per: 10_000, units: 'begun', cap: null },
  bonus: null,
}

/** A rubric of one sub-criterion with these aspects. */
const rubricOf = (...aspects: object[]) => ({
  title: '试',
  sections: [],
  criteria: [
    {
      id: 'A',
      name: '甲',
      subCriteria: [
        {
          id: 'A1',
          name: '一',
          day: 1,
          aspects: aspects.map((aspect, i) => ({ id: `A1.${i + 1}`, ...plain, ...aspect })),
        },
      ],
    },
  ],
})

const faultsOf = (json: unknown) => {
  const parsed = parseRubric(json)
  return parsed.ok ? [] : parsed.error.map(({ where, en }) => `${where}: ${en}`)
}
/** Faults of an aspect, by their place in it. */
const aspectFaults = (aspect: object) =>
  faultsOf(rubricOf(aspect)).map((fault) => fault.replace('criteria.0.subCriteria.0.aspects.0.', ''))

describe('a rubric as JSON', () => {
  it('comes back exactly as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(anyRubric, (rubric) => {
        expect(parseRubric(JSON.parse(JSON.stringify(rubric)))).toEqual({ ok: true, value: rubric })
      }),
    )
  })

  it('takes a pure penalty without a floor, and bands and options of every worth', () => {
    expect(aspectFaults(penalty)).toEqual([])
    expect(aspectFaults(choice({ points: 2000 }, { deduct: '50', in: 'percent' }))).toEqual([])
    expect(aspectFaults({ kind: 'points', min: -1000, step: 500 })).toEqual([])
  })

  it.each([
    ['a maximum below 0', { kind: 'pass-fail', max: -10 }, ['max: the maximum may not be below 0']],
    [
      'a maximum of 0 on a judgement',
      { kind: 'judgement', levels: ['a', 'b'], max: 0 },
      ['max: the maximum may not be 0'],
    ],
    [
      'points that are no whole thousandths',
      { kind: 'pass-fail', max: 0.5 },
      ['max: Invalid input: expected int, received number'],
    ],
    [
      'a scale of one level',
      { kind: 'judgement', levels: ['a'] },
      ['levels: Too small: expected array to have >=2 items'],
    ],
    ['a count of nothing', { kind: 'count', of: 0 }, ['of: Too small: expected number to be >=1']],
    ['a single option', choice({ points: 0 }), ['options: Too small: expected array to have >=2 items']],
    [
      'an option worth more than the maximum',
      choice({ points: 2000 }, { points: 2500 }),
      ['options.1.worth: the option is worth less than min or more than max'],
    ],
    [
      'a deduction that adds points',
      choice({ deduct: '0', in: 'points' }, { deduct: '-1', in: 'points' }),
      ['options.1.worth.deduct: a deduction may not be below 0'],
    ],
    ['a step of 0', { ...difference, step: '0' }, ['step: the step must be above 0']],
    [
      'a step in percent of a target of 0',
      { ...difference, target: '0', stepIn: 'percent-of-target' },
      ['target: a step in percent needs a target other than 0'],
    ],
    [
      'a target that is no decimal',
      { ...difference, target: '5,0', stepIn: 'percent-of-target' },
      ['target: is not a plain decimal in a string such as "1.25"'],
    ],
    [
      'an instrument that ends below where it begins',
      { ...range, instrument: { ...instrument, low: '21' } },
      ['instrument: the lowest reading is above the highest'],
    ],
    [
      'a band that holds no reading',
      { ...range, bands: [{ ...range.bands[0], lower: '-2' }] },
      ['bands.0: the band ends below where it begins'],
    ],
    [
      'points whose minimum lies above the maximum',
      { kind: 'points', min: 3000, step: 500 },
      ['min: the minimum is above the maximum'],
    ],
    [
      'a step that misses the maximum',
      { kind: 'points', min: 0, step: 300 },
      ['step: the step must lead from min to max'],
    ],
    [
      'a start of 0 under a maximum',
      { ...penalty, max: 2000 },
      ['start: start is the maximum or less of it; what starts at 0 has the maximum 0'],
    ],
    [
      'a start above the maximum',
      { ...penalty, max: 2000, start: 3000, floor: 0 },
      ['start: start is the maximum or less of it; what starts at 0 has the maximum 0'],
    ],
    [
      'a deduction from a maximum without a floor',
      { ...penalty, max: 2000, start: 2000 },
      ['floor: only a penalty that starts at 0 may have no floor'],
    ],
    ['a floor above the start', { ...penalty, floor: 100 }, ['floor: the floor is above the start']],
    [
      'a fault that costs nothing',
      { ...penalty, faults: [{ name: '错', amount: 0, cap: 0 }] },
      ['faults.0.amount: the amount must be above 0', 'faults.0.cap: the cap must be above 0'],
    ],
    ['a scale whose top is not the maximum', { ...scaled, factor: '0.5' }, [expect.stringMatching(/^max: .*factor$/)]],
    ['a scale upside down', { ...scaled, low: '11', step: '1' }, [expect.stringMatching(/^low: /)]],
    [
      'a step that misses the scale',
      { ...scaled, step: '0.3' },
      ['step: the step must lead from the lowest grade to the highest'],
    ],
    ['a factor of nought', { ...scaled, max: 0, factor: '0' }, ['factor: the factor must be above 0']],
    [
      'a stop before the limit',
      { ...timed, stop: { at: 1, effect: 'done-counts' } },
      ['stop.at: the stop comes before the limit'],
    ],
    ['no limit', { ...timed, limit: 0 }, ['limit: the time limit must be above 0']],
    [
      'over time that costs nothing, by no unit',
      { ...timed, over: { by: 'units', amount: 0, per: 0, units: 'complete', cap: 0 } },
      [
        'over.amount: the amount must be above 0',
        'over.per: the unit of time must be above 0',
        'over.cap: the cap must be above 0',
      ],
    ],
    [
      'a table of over time that does not rise, or ends before its end',
      {
        ...timed,
        over: {
          by: 'table',
          steps: [
            { upTo: 5000, deduct: 100 },
            { upTo: 5000, deduct: 200 },
            { upTo: 9000, deduct: 300 },
          ],
        },
      },
      [1, 2].map((i) => `over.steps.${i}.upTo: the bounds must rise, and the last one is open`),
    ],
    [
      'a bonus that gives nothing',
      { ...timed, bonus: { amount: 0, per: 0, cap: 0, aboveMax: false } },
      [
        'bonus.amount: the amount must be above 0',
        'bonus.per: the unit of time must be above 0',
        'bonus.cap: the cap must be above 0',
      ],
    ],
    [
      'a veto that gives points',
      { kind: 'veto', target: 'entry' },
      ['max: a veto gives no points: the maximum must be 0'],
    ],
    [
      'an imported number that cannot be above 0',
      { kind: 'imported', max: 0, source: '' },
      ['max: the maximum may not be 0'],
    ],
    [
      'characters that turn text around',
      { kind: 'pass-fail', name: 'a\u202eb' },
      ['name: holds characters that cannot be seen'],
    ],
    ['an id with spaces', { kind: 'pass-fail', id: 'A1 .1' }, ['id: is no id such as "A1.3": letters and digits']],
  ])('is refused with %s', (_, aspect, faults) => {
    expect(aspectFaults(aspect)).toEqual(faults)
  })

  it('is refused with anything that the format does not know', () => {
    expect(aspectFaults({ kind: 'vote' })).toEqual([expect.stringMatching(/^kind: Invalid discriminator value/)])
    expect(faultsOf(rubricOf({ kind: 'pass-fail', weight: 2 }))).toEqual([
      'criteria.0.subCriteria.0.aspects.0: Unrecognized key: "weight"',
    ])
    expect(faultsOf(JSON.parse('{"__proto__":{"title":"t"},"criteria":[],"sections":[]}'))).toContain(
      ': Unrecognized key: "__proto__"',
    )
    expect(faultsOf(null)).toEqual([': Invalid input: expected object, received null'])
  })

  it('names every id that stands twice, and where', () => {
    expect(
      faultsOf(rubricOf({ kind: 'pass-fail' }, { kind: 'pass-fail', id: 'A1.1' }, { kind: 'pass-fail', id: 'A1.1' })),
    ).toEqual([
      'criteria.0.subCriteria.0.aspects.1.id: the id A1.1 stands twice',
      'criteria.0.subCriteria.0.aspects.2.id: the id A1.1 stands twice',
    ])
  })

  it('says what is wrong in Chinese and in English', () => {
    expect(parseRubric(rubricOf({ ...difference, step: '-1' }, { kind: 'count', of: 0.5 }))).toEqual({
      ok: false,
      error: [
        {
          kind: 'rubric-malformed',
          where: 'criteria.0.subCriteria.0.aspects.0.step',
          en: 'the step must be above 0',
          zh: '步长必须大于 0',
        },
        {
          kind: 'rubric-malformed',
          where: 'criteria.0.subCriteria.0.aspects.1.of',
          en: 'Invalid input: expected int, received number',
          zh: '无效输入：期望 int，实际接收 数字',
        },
      ],
    })
  })

  it('is refused with more than 2000 aspects', () => {
    const subCriteria = Array.from({ length: 5 }, (_, s) => ({
      id: `A${s + 1}`,
      name: '',
      day: null,
      aspects: Array.from({ length: 401 }, (_, a) => ({ ...plain, id: `A${s + 1}.${a + 1}`, kind: 'pass-fail' })),
    }))
    expect(faultsOf({ title: '', sections: [], criteria: [{ id: 'A', name: '', subCriteria }] })).toEqual([
      'criteria: has more than 2000 aspects',
    ])
  })
})

describe("the project's own rubrics", async () => {
  const folder = new URL('../../fixtures/rubrics/', import.meta.url)
  const read = async (file: string) => JSON.parse(await readFile(new URL(file, folder), 'utf8'))
  const catalogue: { name: string; zh: string; en: string; file: string }[] = await read('catalogue.json')

  it('are all in the catalogue, each with a title in both languages', async () => {
    const files = (await readdir(folder)).filter((file) => file !== 'catalogue.json')
    expect(catalogue.map(({ file }) => file).sort()).toEqual(files.sort())
    expect(catalogue.every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && /^[A-Z]/.test(en))).toBe(true)
  })

  it.each(catalogue)('$en adds up to 100.00', async ({ file, zh }) => {
    const parsed = parseRubric(await read(file))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    expect({ title: parsed.value.title, max: maximumOf(aspectsOf(parsed.value)) }).toEqual({ title: zh, max: 100_000 })
  })
})
