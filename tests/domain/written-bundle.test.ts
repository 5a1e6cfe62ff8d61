import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { writtenBundle } from '#contract/written-bundle.ts'
import { anyBundle } from '../support/any-bundle.ts'

describe('a bundle that is written', () => {
  it('reads as the same bundle', () => {
    fc.assert(
      fc.property(anyBundle, (json) => {
        const bundle = parseBundle(json)
        if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
        const again = parseBundle(JSON.parse(JSON.stringify(writtenBundle(bundle.value))))
        expect(again).toEqual(bundle)
      }),
      { numRuns: 500 },
    )
  })
})
