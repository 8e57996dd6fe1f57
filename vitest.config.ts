import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// What was measured on this machine must not decide what a test runs on.
const env = { COURSEWORK_STATE_DIR: path.join(os.tmpdir(), 'coursework-without-measurements') };

/**
 * In a fresh clone vitest starts the largest files first. Here a short file may run a whole corpus; one that came
 * last would leave a core idle for minutes.
 */
class CorporaFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (moduleId.endsWith('.long.test.ts') ? 0 : moduleId.includes('/test/runner/grading/') ? 1 : 2);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: CorporaFirst },
    // Here and not in a project, where vitest does not read it: by itself it leaves a core free, and of two that is half.
    pool: 'forks',
    poolOptions: { forks: { maxForks: 2 } },
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      // Real child processes on two cores: few at a time, with room for a busy machine.
      { test: { name: 'runner', env, include: ['test/runner/**/*.test.ts', 'test/hostile/*.test.ts'], globalSetup: ['test/runner/nodes.setup.ts', 'test/runner/vulkan.setup.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
