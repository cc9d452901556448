import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/setup.ts',
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 40_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // Files share their worker's modules: loading all of src anew for each took half of the processor's time.
    // So a file leaves behind nothing in globals, the environment or registries.
    isolate: false,
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
  },
})
