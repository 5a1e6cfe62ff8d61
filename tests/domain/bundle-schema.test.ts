import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bundleSchema } from '#contract/bundle-schema.ts'

describe('docs/bundle.schema.json', () => {
  it('says of a bundle what the parser says', () => {
    expect(JSON.parse(readFileSync('docs/bundle.schema.json', 'utf8'))).toEqual(bundleSchema())
  })
})
