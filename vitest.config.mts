import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,definitions,sandbox,test}/**/*.test.ts'],
    globalSetup: 'test/support/build-once.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    // Most of the time goes by in waiting for pauses and time-outs, so that more files than cores run at once.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
