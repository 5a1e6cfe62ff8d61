import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { scoresOf } from '#contract/scores.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { anyBundle } from '../support/any-bundle.ts'
import { anyCrowd } from '../support/any-crowd.ts'
import { asSets, type SecondScores } from '../support/as-sets.ts'
import { ownTests, secondScorer } from '../support/second-scorer.ts'
import { workedBundles } from '../support/worked-bundle.ts'

const second = secondScorer()
afterAll(() => second.close())

const BUNDLES = Number(process.env.BUNDLES ?? 10_000)
const CROWDS = BUNDLES / 5

const scored = (json: unknown): SecondScores => {
  const bundle = parseBundle(json)
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
  return JSON.parse(JSON.stringify(scoresOf(scoreBundle(bundle.value), false)))
}

describe('the scorer and the second one, which was written from the rules alone', () => {
  it(`agree on ${BUNDLES} bundles by chance: totals, missing marks, parts, ranks, stops, advancement, scale and medals`, async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now())
    await fc.assert(
      fc.asyncProperty(anyBundle, async (bundle) => {
        expect(asSets(scored(bundle))).toEqual(asSets((await second.score(bundle)) as SecondScores))
      }),
      { numRuns: BUNDLES, seed, endOnFailure: false },
    )
  }, 600_000)

  it(`agree on who goes on from ${CROWDS} crowded fields by chance, whatever a person said at their stops`, async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now())
    await fc.assert(
      fc.asyncProperty(anyCrowd, async (bundle) => {
        expect(asSets(scored(bundle))).toEqual(asSets((await second.score(bundle)) as SecondScores))
      }),
      { numRuns: CROWDS, seed, endOnFailure: false },
    )
  }, 600_000)

  it.each(workedBundles())('agree on the worked bundle: $name', async ({ bundle, expect: expected }) => {
    expect(await second.score(bundle)).toMatchObject(expected)
  })

  it('passes the second scorer’s own tests, the worked examples of the rule book among them', async () => {
    expect(await ownTests()).toMatchObject({ code: 0, says: expect.stringMatching(/^OK$/m) })
  })
})
