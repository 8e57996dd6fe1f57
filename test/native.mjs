/**
 * `npm run native`: TensorFlow's native library for this clone, into .native/. Installs and builds first what it
 * needs. The binding that it compiles is copied to dist/prebuilt, from where a package takes it.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './host/dependencies.mjs';
import { ROOT } from './host/paths.mjs';

const dist = path.join(ROOT, 'dist');
const store = path.join(ROOT, '.native');

/** @param {string[]} args */
const node = args => spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 3;

await ensureDependencies();
let code = ['cli.js', 'native.js'].every(name => fs.existsSync(path.join(dist, name))) ? 0 : node(['esbuild.mjs']);
if (code === 0) code = node([path.join(dist, 'cli.js'), 'native', '--to', store, ...process.argv.slice(2)]);
const built = path.join(store, 'prebuilt');
if (code === 0 && fs.existsSync(built)) fs.cpSync(built, path.join(dist, 'prebuilt'), { recursive: true });
process.exitCode = code;
