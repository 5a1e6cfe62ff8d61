import { defineConfig } from 'vitest/config'

/** The tests that have to notice a change of the scorer: unit tests, worked sheets, and the second scorer's answers. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 30_000,
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
