import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { anyBundle, type BundleFile } from '../support/any-bundle.ts'
import { secondScorer } from '../support/second-scorer.ts'

export interface Answered {
  readonly bundle: BundleFile
  readonly answer: unknown
}

/** Always the same bundles, so that the same mutants survive on every machine. */
const DRAWN = { numRuns: 300, seed: 20_261_201 }

/** The second scorer is asked once for all mutants: with each of them it would take half an hour. */
const [file] = process.argv.slice(2)
const second = secondScorer()
const answered: Answered[] = []
for (const bundle of fc.sample(anyBundle, DRAWN)) answered.push({ bundle, answer: await second.score(bundle) })
second.close()
writeFileSync(file!, JSON.stringify(answered))
