import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const node = (name: string, more: object = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node', ...more },
})

/** The Solid plugin stands in the client's project alone: on server tests it breaks socket.io. */
export default defineConfig({
  test: {
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      node('domain'),
      node('server'),
      node('live'),
      node('given'),
      { test: { name: 'architecture', include: ['tests/architecture.test.ts'], environment: 'node' } },
      {
        plugins: [solid()],
        test: { name: 'client', include: ['tests/client/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
      },
      node('browser', { fileParallelism: false, testTimeout: 600_000, hookTimeout: 180_000 }),
    ],
  },
})
