import type { TestProject } from 'vitest/node';
import { softwareVulkan } from './vulkan.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Environment variables with which a process finds a Vulkan adapter, or why there is none. */
    vulkan: { env: Record<string, string> } | { why: string };
  }
}

/** Brings a Vulkan in software, for the tests of the backend `webgpu`. */
export default async function setup(project: TestProject): Promise<void> {
  const vulkan = await softwareVulkan();
  if ('why' in vulkan) console.log(`webgpu is not tested: ${vulkan.why}`);
  project.provide('vulkan', vulkan);
}
