import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const node = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    exclude: ['**/*.postgres.test.ts'],
    environment: 'node',
    ...more,
  },
})

/** The same tests once more, each file on a clone of one PostgreSQL template. */
const onPostgres = (name: string, more: object = {}) => ({
  test: {
    ...node(name, more).test,
    name: `${name}-postgres`,
    exclude: ['**/*.sqlite.test.ts'],
    env: { TEST_ENGINE: 'postgres' },
    globalSetup: ['tests/support/postgres-template.ts'],
  },
})

const oneBrowser = { fileParallelism: false, testTimeout: 600_000, hookTimeout: 180_000 }

/** The Solid plugin stands in the client's project alone: on server tests it breaks socket.io. */
export default defineConfig({
  test: {
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Measured where tests/run.mjs asks for it: with all tests of the project `domain`.
    coverage: {
      provider: 'v8',
      include: ['server/domain/**/*.ts'],
      reporter: [['text', { skipFull: true }]],
      reportsDirectory: 'node_modules/.coverage',
      thresholds: { 100: true },
    },
    projects: [
      node('domain'),
      node('server'),
      onPostgres('server'),
      node('live'),
      onPostgres('live'),
      node('given'),
      // One file after the other: they watch the memory of their process. None touches the database.
      node('faults', { fileParallelism: false, testTimeout: 1_200_000 }),
      { test: { name: 'architecture', include: ['tests/architecture.test.ts'], environment: 'node' } },
      {
        plugins: [solid()],
        test: { name: 'client', include: ['tests/client/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
      },
      node('browser', oneBrowser),
      onPostgres('browser', oneBrowser),
    ],
  },
})
