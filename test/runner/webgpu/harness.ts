import { inject, test, type TestContext } from 'vitest';
import type { SpawnOptions } from '../../../src/runner/spawn';

const vulkan = inject('vulkan');
if ('env' in vulkan) Object.assign(process.env, vulkan.env);

/** What starts a runner on the adapter of this machine, whatever it is. */
export const onGpu = { backend: 'webgpu', softwareGpu: true } satisfies Partial<SpawnOptions>;

/** A test that needs an adapter; without one it is skipped, and says why. */
export function gpuTest(name: string, body: (context: TestContext) => Promise<void>, timeout = 120_000): void {
  test(name, { timeout }, async (context) => {
    if ('why' in vulkan) context.skip(vulkan.why);
    await body(context);
  });
}
