import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = /\/test\/(faults\/matrix|one-delivery|command-line)\.test\.ts$/

/** The fault suite takes longest. */
const PROJECTS = ['faults', 'flows', 'page', 'checks', 'unit']

/**
 * Runs one project after the other, because a worker that changes to another project starts afresh; and in each the
 * longest files first, so that no core is idle while one of them comes to its end alone.
 */
class ByProject extends BaseSequencer {
  public override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification) =>
      2 * PROJECTS.indexOf(project.name) + (LONGEST.test(moduleId) ? 0 : 1)
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}

const UNIT = ['{src,definitions,scripts,bench}/**/*.test.ts']
const CHECKS = ['test/checks.test.ts']
const FAULTS = ['test/faults/**/*.test.ts']
const PAGE = ['sandbox/page/**/*.test.ts']

/** The bundle that is deployed, made once before the tests that run it. */
const BUNDLE = 'test/support/build-once.ts'

const project = (name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, ...test },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    sequence: { sequencer: ByProject },
    // The services and the SDK are loaded once in a worker, not once for each file.
    isolate: false,
    // Most of the time goes by in waiting for pauses and time-outs, so that more files than cores run at once.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      project('checks', { include: CHECKS }),
      project('unit', { include: UNIT }),
      project('faults', { include: FAULTS, globalSetup: BUNDLE }),
      project('page', { include: PAGE, globalSetup: BUNDLE }),
      // Everything else, so that no test file is left out by where it was put.
      project('flows', {
        include: ['**/*.test.ts'],
        exclude: [...configDefaults.exclude, ...UNIT, ...CHECKS, ...FAULTS, ...PAGE],
        globalSetup: BUNDLE,
      }),
    ],
  },
})
