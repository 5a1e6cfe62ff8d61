import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { scoresOf } from '#contract/scores.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { secondScorer } from '../support/second-scorer.ts'

interface WorkedBundle {
  readonly name: string
  readonly source: string
  readonly bundle: unknown
  readonly expect: object
}

const folder = 'fixtures/worked/bundles'
const sheets = readdirSync(folder).map((file): WorkedBundle => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))
const second = secondScorer()
afterAll(() => second.close())

describe('a worked bundle', () => {
  it.each(sheets)('$name ($source)', async ({ bundle, expect: expected }) => {
    const parsed = parseBundle(bundle)
    expect(parsed).toMatchObject({ ok: true })
    if (parsed.ok) expect(scoresOf(scoreBundle(parsed.value))).toMatchObject(expected)
    expect(await second.score(bundle)).toMatchObject(expected)
  })
})
