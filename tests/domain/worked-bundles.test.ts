import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { scoresOf } from '#contract/scores.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { workedBundles } from '../support/worked-bundle.ts'

describe('a worked bundle', () => {
  it.each(workedBundles())('$name ($source)', ({ bundle, expect: expected }) => {
    const parsed = parseBundle(bundle)
    expect(parsed).toMatchObject({ ok: true })
    if (parsed.ok) expect(scoresOf(scoreBundle(parsed.value))).toMatchObject(expected)
  })
})
