import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { features } from '../support/any-bundle/features.ts'
import { validity } from '../support/any-bundle/validity.ts'
import { viewOf } from '../support/any-bundle/view.ts'
import { anyBundle } from '../support/any-bundle.ts'

const DRAWN = 500
/** Fewer than one in a hundred would leave a rule to luck. */
const FEWEST = 5

const views = fc.sample(anyBundle, { numRuns: DRAWN, seed: 20_261_202 }).map(viewOf)

describe('any bundle', () => {
  it.each(Object.entries(validity))('is valid: %s', (_, faultsOf) => {
    expect(views.flatMap(faultsOf)).toEqual([])
  })

  it('has everything that the pages speak of, not once but often', () => {
    const counted = Object.entries(features).map(([name, has]) => [name, views.filter(has).length] as const)
    expect(Object.fromEntries(counted.filter(([, times]) => times < FEWEST))).toEqual({})
  })

  it('is mostly small', () => {
    const marks = views.map((view) => view.marks.length).sort((a, b) => a - b)
    expect(marks[DRAWN / 2]).toBeLessThan(40)
  })
})
