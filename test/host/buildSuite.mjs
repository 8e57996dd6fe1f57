/** Bundles the tests that run inside VS Code. */
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from './paths.mjs';

const SOURCE = path.join(ROOT, 'test', 'host', 'suite');
const OUT = path.join(ROOT, 'out', 'test', 'host', 'suite');

/** @returns {string[]} */
const sources = () => fs.readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(name => name === 'index.ts' || name.endsWith('.test.ts')).map(name => path.join(SOURCE, name));

/** @returns {Promise<string>} What to hand to VS Code as `extensionTestsPath`. */
export async function buildHostSuite() {
  // A test file that was renamed must not go on running.
  fs.rmSync(OUT, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: sources(),
    outdir: OUT,
    outbase: SOURCE,
    // One folder, so that the suite finds every test beside itself.
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // mocha is a module of its own kind and finds parts of itself by path; vscode exists only inside VS Code.
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(OUT, 'index.js');
}
