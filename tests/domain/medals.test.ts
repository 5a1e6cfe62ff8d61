import { describe, expect, it } from 'vitest'
import { ofThousandths } from '#domain/points.ts'
import { type Medal, medalsOf, scaleOf } from '#domain/ws-scale.ts'

const rules = { within: 2, chain: false, smallField: 'not-given', excellence: 700 } as const
const scale = { centre: 700, unit: 30, least: 0, most: 1000 } as const
const low = [600, 590, 580, 570, 560, 550]
/** The medals of these scores, and of enough others who get none. */
const given = (scores: readonly number[], more: Partial<Parameters<typeof medalsOf>[0]> = {}) =>
  medalsOf({ ...rules, ...more }, [...scores, ...low]).slice(0, scores.length)
const [gold, silver, bronze, excellence]: Medal[] = ['gold', 'silver', 'bronze', 'excellence']

describe('medals on the scale (RULES §8)', () => {
  it('are one of each where the first three lie apart; whoever reaches 700 without one is excellent', () => {
    expect(given([760, 750, 740, 730, 700, 699])).toEqual([gold, silver, bronze, excellence, excellence, undefined])
  })

  it('give two golds no silver, and bronze to the next and all within the tie width of it (example 8)', () => {
    expect(given([760, 759, 757, 750])).toEqual([gold, gold, bronze, excellence])
    expect(given([760, 758, 756, 755])).toEqual([gold, gold, bronze, bronze])
    expect(given([760, 758, 756, 755], { chain: true })).toEqual([gold, gold, gold, gold])
  })

  it('give three golds bronze only within the tie width of the last of them', () => {
    expect(given([760, 759, 758, 756, 755])).toEqual([gold, gold, gold, bronze, excellence])
    expect(given([760, 759, 758, 755, 754])).toEqual([gold, gold, gold, excellence, excellence])
  })

  it('give two silvers bronze only within the tie width of the last of them', () => {
    expect(given([760, 750, 749, 747, 746])).toEqual([gold, silver, silver, bronze, excellence])
    expect(given([760, 750, 749, 746, 745])).toEqual([gold, silver, silver, excellence, excellence])
    expect(given([760, 750, 740, 739, 737])).toEqual([gold, silver, bronze, bronze, excellence])
  })

  it('never chain by default: who is within the width of the second gold alone has none', () => {
    expect(given([760, 758, 756])).toEqual([gold, gold, bronze])
    expect(given([760, 757, 756])).toEqual([gold, silver, silver])
  })

  it('need six entries for bronze and five for silver, unless small fields are given them', () => {
    const scores = [760, 750, 740, 730, 720, 710]
    expect(medalsOf(rules, scores)).toEqual([gold, silver, bronze, excellence, excellence, excellence])
    expect(medalsOf(rules, scores.slice(0, 5))).toEqual([gold, silver, excellence, excellence, excellence])
    expect(medalsOf(rules, scores.slice(0, 4))).toEqual([gold, excellence, excellence, excellence])
    expect(medalsOf({ ...rules, smallField: 'given' }, scores.slice(0, 3))).toEqual([gold, silver, bronze])
    expect(medalsOf(rules, [])).toEqual([])
    expect(medalsOf({ ...rules, smallField: 'given' }, [])).toEqual([])
    expect(medalsOf({ ...rules, smallField: 'given' }, [760])).toEqual([gold])
  })

  it('give no bronze in a field of five, however many golds there are', () => {
    expect(medalsOf(rules, [760, 759, 757, 750, 740])).toEqual([gold, gold, excellence, excellence, excellence])
    expect(medalsOf(rules, [760, 759, 758, 756, 740])).toEqual([gold, gold, gold, excellence, excellence])
  })

  it('go by the scores, in whatever order they come', () => {
    expect(medalsOf(rules, [600, 740, 760, 500, 750, 400])).toEqual([
      undefined,
      bronze,
      gold,
      undefined,
      silver,
      undefined,
    ])
  })
})

describe('the scale (RULES §7)', () => {
  const of = (...totals: number[]) =>
    scaleOf(
      scale,
      totals.map((total) => ofThousandths(total * 1000)),
    )

  it('fits the worked example', () => {
    expect(of(82, 75, 70, 66, 40)).toEqual([749, 720, 700, 684, 579])
  })

  it('has none for fewer than three, and the mean of two middle totals as the median of four', () => {
    expect(of(80, 70)).toBeUndefined()
    expect(of(80, 70, 60, 50)).toEqual([730, 710, 690, 670])
  })

  it('takes the mean deviation where the median one is 0, and the centre where all are equal', () => {
    // x − m = 10, mean |x − m| = 2: 30 × 10 ÷ (1.2533 × 2) = 119.68
    expect(of(80, 70, 70, 70, 70)).toEqual([820, 700, 700, 700, 700])
    expect(of(70, 70, 70)).toEqual([700, 700, 700])
    expect(
      scaleOf(
        { ...scale, least: 710 },
        [70, 70, 70].map((n) => ofThousandths(n)),
      ),
    ).toEqual([710, 710, 710])
  })

  it('is held between its ends, and rounds halves away from zero', () => {
    expect(of(100, 51, 50, 50, 49, 50, 51, 49, 0)).toMatchObject({ 0: 1000, 8: 0 })
    expect(
      scaleOf(
        { centre: 0, unit: 7413, least: -1e6, most: 1e6 },
        [3, 2, 1].map((n) => ofThousandths(n)),
      ),
    ).toEqual([5000, 0, -5000])
    const halves = [40_000, 30_000, 20_001, 20_000, 19_999, 10_000, 0].map((n) => ofThousandths(n))
    expect(scaleOf({ centre: 0, unit: 7413, least: -1e6, most: 1e6 }, halves)).toEqual([
      10_000, 5000, 1, 0, -1, -5000, -10_000,
    ])
  })
})
