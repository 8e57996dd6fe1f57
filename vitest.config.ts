import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// What was measured on this machine must not decide what a test runs on.
const env = { COURSEWORK_STATE_DIR: path.join(os.tmpdir(), 'coursework-without-measurements') };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      // Real child processes on two cores: few at a time, with room for a busy machine.
      { test: { name: 'runner', env, include: ['test/runner/**/*.test.ts', 'test/hostile/*.test.ts'], globalSetup: ['test/runner/nodes.setup.ts', 'test/runner/vulkan.setup.ts'], testTimeout: 120_000, hookTimeout: 120_000, pool: 'forks', poolOptions: { forks: { maxForks: 2 } } } },
    ],
  },
});
