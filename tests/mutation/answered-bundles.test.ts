import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { scoresOf } from '#contract/scores.ts'
import { type Bundle, scoreBundle } from '#domain/bundle.ts'
import { asSets, type SecondScores } from '../support/as-sets.ts'
import type { Answered } from './second-answers.ts'

const bundles = (JSON.parse(readFileSync(process.env.ANSWERS!, 'utf8')) as Answered[]).map(({ bundle, answer }) => {
  const parsed = parseBundle(bundle)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return { bundle: parsed.value, answer: asSets(answer as SecondScores) }
})

const scored = (bundle: Bundle): SecondScores => JSON.parse(JSON.stringify(scoresOf(scoreBundle(bundle), false)))

describe('the scorer', () => {
  it('says what the second scorer answered to the same bundles', () => {
    for (const { bundle, answer } of bundles) expect(asSets(scored(bundle))).toEqual(answer)
  })
})
