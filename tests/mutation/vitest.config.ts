import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The quick tests first: most mutants end there. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = ({ moduleId }: TestSpecification) => Number(moduleId.includes('/mutation/'))
    return [...files].sort((a, b) => slow(a) - slow(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

/** The tests that have to notice a change of the scorer: unit tests, worked sheets, and the second scorer's answers. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 30_000,
    isolate: false,
    sequence: { sequencer: QuickFirst },
    setupFiles: ['tests/mutation/same-seed.ts'],
    include: [
      'tests/domain/scoring/*.test.ts',
      'tests/domain/medals.test.ts',
      'tests/domain/ranking.test.ts',
      'tests/domain/worked-*.test.ts',
      'tests/mutation/*.test.ts',
    ],
  },
})
