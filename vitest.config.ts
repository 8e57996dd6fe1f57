import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      // Real child processes on two cores: few at a time, with room for a busy machine.
      { test: { name: 'runner', include: ['test/runner/**/*.test.ts'], globalSetup: ['test/runner/nodes.setup.ts', 'test/runner/vulkan.setup.ts'], testTimeout: 120_000, hookTimeout: 120_000, pool: 'forks', poolOptions: { forks: { maxForks: 2 } } } },
    ],
  },
});
