/** How the tests run: files side by side in processes of their own, against one Redis made for the run. */
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** Closes the run with one line that a program can read. What could not run counts as failed. */
const closingLine: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const broken = modules.reduce((sum, module) => sum + brokenSuites(module), unhandledErrors.length)
    process.stdout.write(`\n${passed} passed, ${failed + broken} failed\n`)
  },
}

type Module = Parameters<NonNullable<Reporter['onTestRunEnd']>>[0][number]

/** Files that did not load, and hooks around tests that threw. */
function brokenSuites(module: Module): number {
  const suites = [...module.children.allSuites()]
  return [module, ...suites].filter((suite) => suite.errors().length > 0).length
}

/**
 * Files that leave nothing behind in their process share it: what they import is there already. The others have one
 * of their own, since they change their environment, or kill what runs in it.
 */
const SHARING = ['domain', 'http', 'journeys', 'openapi', 'queue', 'rendering', 'store'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // Most tests wait for something most of the time: more files at once than a small machine has cores.
    maxWorkers: 4,
    reporters: ['default', closingLine],
    // What hangs is ended; how long something may take is for its own test to say.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    setupFiles: ['test/support/connection-guard.ts'],
    // A browser fills a small machine, so its tests come after the rest, a file at a time; and then, with the
    // machine to itself, what measures time.
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: SHARING,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/**/*.test.ts'],
          exclude: ['test/bench/**', 'test/browser/**', ...SHARING],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/browser-setup.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'time',
          include: ['test/bench/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
