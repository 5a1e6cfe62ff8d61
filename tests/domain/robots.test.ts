import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkMark } from '#domain/mark.ts'
import { aspectsOf, type Rubric } from '#domain/rubric.ts'
import { chanceFrom } from '../../fixtures/robots/chance.ts'
import { opinionOf, signatureOf } from '../../fixtures/robots/opinion.ts'
import { imported, judgement, rubricOf, scaled, timed, vetoOf } from '../support/rubrics.ts'

const RUBRICS = [
  'fixtures/rubrics/electrical-installations.json',
  'fixtures/rubrics/elderly-care.json',
  'fixtures/rubrics/chinese-cooking.json',
  'fixtures/demo/electrical-installations-en.json',
]
const JUDGES = ['J1', 'J2', 'J3']
const ENTRIES = Array.from({ length: 100 }, (_, i) => i)

describe('a robot', () => {
  it.each(RUBRICS)('gives only what may stand on every aspect of %s', (file) => {
    const chance = chanceFrom('any')
    const refused = aspectsOf(JSON.parse(readFileSync(file, 'utf8')) as Rubric).flatMap((aspect) =>
      ENTRIES.flatMap((entry) => {
        const value = opinionOf(chance, aspect, entry, 'J1')
        return checkMark(aspect, value).ok ? [] : [{ aspect: aspect.id, value }]
      }),
    )
    expect(refused).toEqual([])
  })

  it('gives only what may stand on a grade, a time, a veto and a number from a list, and not always the same', () => {
    const aspects = aspectsOf(
      rubricOf([scaled('-5', '5'), scaled('0', '10', '0.25'), timed(10), vetoOf('part'), imported(40)]),
    )
    for (const aspect of aspects) {
      const values = Array.from({ length: 1000 }, (_, entry) => opinionOf(chanceFrom(7), aspect, entry, 'J1'))
      expect(values.filter((value) => !checkMark(aspect, value).ok)).toEqual([])
      expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(1)
    }
  })

  it('gives the same mark for the same seed, whoever is asked first, and another for another seed', () => {
    const aspects = aspectsOf(JSON.parse(readFileSync(RUBRICS[0]!, 'utf8')) as Rubric)
    const all = (seed: number, entries: readonly number[]) =>
      new Map(entries.flatMap((e) => aspects.map((a) => [`${e} ${a.id}`, opinionOf(chanceFrom(seed), a, e, 'J1')])))
    expect(all(1, ENTRIES)).toEqual(new Map([...all(1, [...ENTRIES].reverse())].reverse()))
    expect(all(1, ENTRIES)).not.toEqual(all(2, ENTRIES))
  })

  it('differs from its colleagues by a level at most, but for now and then', () => {
    const chance = chanceFrom(3)
    const [aspect] = aspectsOf(rubricOf([judgement(3)]))
    const spreads = Array.from({ length: 2000 }, (_, entry) => {
      const levels = JUDGES.map((judge) => {
        const value = opinionOf(chance, aspect!, entry, judge)
        return value.kind === 'judgement' ? value.level : Number.NaN
      })
      return Math.max(...levels) - Math.min(...levels)
    })
    const share = spreads.filter((spread) => spread > 1).length / spreads.length
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.15)
  })

  it('signs within the field', () => {
    const strokes = signatureOf(chanceFrom(1), 'J1')
    expect(strokes.flat().every((n) => Number.isInteger(n) && n >= 0 && n <= 1000)).toBe(true)
  })
})
