import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { scoresOf } from '#contract/scores.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { anyBundle } from '../support/any-bundle.ts'
import { ownTests, secondScorer } from '../support/second-scorer.ts'

const second = secondScorer()
afterAll(() => second.close())

const BUNDLES = Number(process.env.BUNDLES ?? 10_000)

type Scores = Pick<ReturnType<typeof scoresOf>, 'entries' | 'stops' | 'advancement'>

/** Stops are a set, and so are the entries of one. */
const asSets = ({ entries, stops, advancement }: Scores) => ({
  entries,
  advancement,
  stops: stops.map((stop) => JSON.stringify({ ...stop, entries: [...stop.entries].sort() }, keys(stop))).sort(),
})
const keys = (stop: object) => Object.keys(stop).sort()

const scored = (json: unknown): Scores => {
  const bundle = parseBundle(json)
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
  return JSON.parse(JSON.stringify(scoresOf(scoreBundle(bundle.value), false)))
}

describe('the scorer and the second one, which was written from the rules alone', () => {
  it(`agree on ${BUNDLES} bundles by chance: totals, missing marks, parts, ranks, stops, advancement, scale and medals`, async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now())
    await fc.assert(
      fc.asyncProperty(anyBundle, async (bundle) => {
        expect(asSets(scored(bundle))).toEqual(asSets((await second.score(bundle)) as Scores))
      }),
      { numRuns: BUNDLES, seed, endOnFailure: false },
    )
  }, 600_000)

  it('passes the second scorer’s own tests, the worked examples of the rule book among them', async () => {
    expect(await ownTests()).toMatchObject({ code: 0, says: expect.stringMatching(/^OK$/m) })
  })
})
