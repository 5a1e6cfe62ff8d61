import { readdirSync, readFileSync } from 'node:fs'

interface WorkedBundle {
  readonly name: string
  readonly source: string
  readonly bundle: unknown
  readonly expect: object
}

const folder = 'fixtures/worked/bundles'

/** Every worked bundle of the project, as fixtures/worked/README.md describes them. */
export const workedBundles = () =>
  readdirSync(folder).map((file): WorkedBundle => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))
