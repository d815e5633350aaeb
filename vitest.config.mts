import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = /\/test\/faults\/matrix\.test\.ts$/

/** Begins with the file that takes longest, so that no core is idle while it comes to its end alone. */
class LongestFirst extends BaseSequencer {
  public override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLongest = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId)
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

export default defineConfig({
  test: {
    include: ['{src,definitions,sandbox,test}/**/*.test.ts'],
    globalSetup: 'test/support/build-once.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    sequence: { sequencer: LongestFirst },
    // The services and the SDK are loaded once in a worker, not once for each file.
    isolate: false,
    // Most of the time goes by in waiting for pauses and time-outs, so that more files than cores run at once.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
