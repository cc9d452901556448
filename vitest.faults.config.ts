import { defineConfig } from 'vitest/config'

/** The long tests of faults, one after another: `npm run faults`. */
export default defineConfig({
  test: {
    include: ['test/faults/long/**/*.faults.ts'],
    globalSetup: ['test/support/setup.ts', 'test/faults/support/table.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
  },
})
