import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with `N passed, N failed`; a file that could not be run counts as one failure. */
export default class ClosingLine implements Reporter {
  public onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    const skipped = tests.length - passed - failed
    // The summary of the default reporter comes after this call; the closing line has to be the last one.
    process.once('exit', () => {
      process.stdout.write(`${passed} passed, ${failed + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
    })
  }
}
