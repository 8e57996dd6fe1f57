/** Builds what is measured, as it is shipped, into a folder of its own: dist/ may be old, or a debug build. */
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildHost } from '../../src/bundle.mjs';
import { buildRunner } from '../../src/runner/bundle.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The options of esbuild.mjs with `--production`. */
export const productionOptions = { absWorkingDir: ROOT, bundle: true, platform: 'node', format: 'cjs', target: 'node20', minify: true, keepNames: true, legalComments: 'none', logLevel: 'error', mainFields: ['module', 'main'], metafile: true };

/** @returns the runner's script, the folder for V8's code of it, the engine's functions, the size in bytes of what VS Code reads of the extension at its start, and how to clean up */
export async function buildForBench() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'coursework-bench-'));
  await buildRunner({ outdir: path.join(folder, 'runner'), options: productionOptions });
  const entry = ['runner/pool', 'runner/runner', 'runner/sources', 'runner/native/find', 'grading/grade', 'grading/registry'].map((room) => `export * from './${room}';`).join('\n');
  await esbuild.build({ ...productionOptions, stdin: { contents: entry, resolveDir: path.join(ROOT, 'src'), loader: 'ts' }, outfile: path.join(folder, 'engine.cjs') });
  const extensionBytes = await buildHost({ outdir: path.join(folder, 'extension'), options: { ...productionOptions, keepNames: false } });
  return {
    script: path.join(folder, 'runner/runner.js'),
    codeFolder: path.join(folder, 'code'),
    engine: createRequire(import.meta.url)(path.join(folder, 'engine.cjs')),
    extensionBytes,
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  };
}
