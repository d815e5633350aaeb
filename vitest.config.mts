import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,definitions,sandbox,test}/**/*.test.ts'],
    globalSetup: 'test/support/build-once.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
