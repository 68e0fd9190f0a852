import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const faults = ['test/faults/**/*.test.ts']

/** The worlds of the simulation take minutes each: begun first, none of them is waited for alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isWorld = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/simulation/')
    return [...sorted.filter(isWorld), ...sorted.filter((file) => !isWorld(file))]
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', ...faults],
          // A process for each of two hundred files spends a minute on reading the same modules again. None of ours keeps anything between tests.
          isolate: false,
          // Most of them wait for a database or a socket.
          maxWorkers: Math.max(2, availableParallelism()),
          // Where nobody watches, what a busy machine failed is asked once more, and named ("retry x1"). Never a fault: a lost word is lost.
          retry: process.env.CI ? 1 : 0,
        },
      },
      {
        extends: true,
        // Each of these runs a hub, a database and three desks as programs of their own: one world at a time, with nobody beside it.
        test: { name: 'faults', include: faults, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
