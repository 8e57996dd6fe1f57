// Builds the runner: one bundle, with the WebAssembly files that it reads beside it.
import * as esbuild from 'esbuild';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { tfjsNode } from './tfjsNode.mjs';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('.', import.meta.url));

/** What the bundle does without: the WebGL backend, which needs a browser, and the network. */
const LEFT_OUT = {
  '@tensorflow/tfjs-backend-webgl': 'export const version_webgl = undefined;',
  'node-fetch': "module.exports = () => Promise.reject(new Error('There is no network here.'));",
};
const leftOut = {
  name: 'left-out',
  setup(build) {
    build.onResolve({ filter: /^(@tensorflow\/tfjs-backend-webgl|node-fetch)$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path] }));
  },
};

/** seedrandom loads Node's cryptography at its start, for generators without a seed; it can wait until there is one. */
const cryptoLater = {
  name: 'crypto-later',
  setup(build) {
    build.onLoad({ filter: /[\\/]seedrandom[\\/]seedrandom\.js$/ }, async ({ path: file }) => {
      const code = await fs.readFile(file, 'utf8');
      const eager = "nodecrypto = require('crypto');";
      if (!code.includes(eager)) throw new Error(`seedrandom no longer has ${eager}`);
      return { contents: code.replace(eager, "nodecrypto = { get randomBytes() { return require('crypto').randomBytes; } };"), loader: 'js' };
    });
  },
};

/**
 * The type stripper holds its WebAssembly module as 3.6 MB of base64, which V8 would have to read as source
 * at every start. It becomes a file beside the bundle, which src/runner/child/stripperModule.ts compiles.
 */
const stripperApart = (outdir) => ({
  name: 'stripper-apart',
  setup(build) {
    build.onLoad({ filter: /[\\/]amaro[\\/]dist[\\/]internal\.js$/ }, async ({ path: file }) => {
      const code = await fs.readFile(file, 'utf8');
      const inline = /\bBuffer2?\.from\("([A-Za-z0-9+/=]+)", "base64"\)/.exec(code);
      const compiled = 'new WebAssembly.Module(bytes)';
      if (!inline || !code.includes(compiled)) throw new Error('amaro no longer holds its WebAssembly module as base64');
      await fs.writeFile(path.join(outdir, 'amaro.wasm'), Buffer.from(inline[1], 'base64'));
      const ours = JSON.stringify(path.join(here, 'child/stripperModule.ts'));
      return { contents: code.replace(inline[0], () => 'undefined').replace(compiled, () => `require(${ours}).stripperModule()`), loader: 'js' };
    });
  },
});

/**
 * In a bundle that is loaded beside the runner's, TensorFlow.js is the runner's own copy (the learner's
 * tensors live there), which src/runner/child/backends.ts hands over while the bundle is loaded.
 */
const sharedTensorflow = {
  name: 'shared-tensorflow',
  setup(build) {
    build.onResolve({ filter: /^@tensorflow\/tfjs(-core|-layers|-converter|-data)?$/ }, ({ path }) => ({ path, namespace: 'shared-tensorflow' }));
    build.onLoad({ filter: /.*/, namespace: 'shared-tensorflow' }, () => ({ contents: "module.exports = globalThis[Symbol.for('ai-coursework.tensorflow')];" }));
  },
};

/** Answers `import names from 'tfjs-type-names'` (src/runner/child/tfjsTypeNames.d.ts). */
const typeNames = {
  name: 'tfjs-type-names',
  setup(build) {
    build.onResolve({ filter: /^tfjs-type-names$/ }, ({ path }) => ({ path, namespace: 'type-names' }));
    build.onLoad({ filter: /.*/, namespace: 'type-names' }, () => ({ contents: `export default ${JSON.stringify(tfjsTypeNames())};` }));
  },
};

/** The names that TensorFlow.js declares but does not export when it runs: types, interfaces. */
export function tfjsTypeNames() {
  const entry = path.join(path.dirname(require.resolve('@tensorflow/tfjs/package.json')), 'dist/index.d.ts');
  const program = ts.createProgram([entry], { skipLibCheck: true, noLib: true, types: [], moduleResolution: ts.ModuleResolutionKind.Node10 });
  const checker = program.getTypeChecker();
  const declared = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)));
  const isType = (symbol) => !((symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol).flags & ts.SymbolFlags.Value);
  const names = declared.filter(isType).map(({ name }) => name).sort();
  for (const name of ['Tensor2D', 'TensorLike', 'NamedTensorMap']) if (!names.includes(name)) throw new Error(`${name} is no longer among the types of TensorFlow.js`);
  return names;
}

/**
 * Dawn, for the system that builds: those of all systems together have 130 MB. On Windows its shader
 * compilers lie beside it.
 */
async function copyDawn(outdir) {
  const { platform, arch } = process;
  const from = path.join(path.dirname(require.resolve('webgpu')), 'dist', platform === 'darwin' ? 'darwin-universal' : `${platform}-${arch}`);
  const files = await fs.readdir(from).catch(() => []);
  await fs.mkdir(outdir, { recursive: true });
  for (const file of files) {
    if (file.endsWith('.node')) await replace(path.join(from, file), path.join(outdir, `dawn-${platform}-${arch}.node`));
    else if (file.endsWith('.dll')) await replace(path.join(from, file), path.join(outdir, file));
  }
}

/** A process may have the file open: its contents must not change under it. */
async function replace(from, to) {
  const [there, wanted] = await Promise.all([fs.stat(to).catch(() => undefined), fs.stat(from)]);
  if (there?.size === wanted.size && there.mtimeMs >= wanted.mtimeMs) return;
  const beside = `${to}.${process.pid}`;
  await fs.copyFile(from, beside);
  await fs.rename(beside, to);
}

/** What src/runner/child/bundle.ts expects: one function expression, its first line the module's. */
const asFunction = { charset: 'ascii', supported: { 'dynamic-import': false }, banner: { js: '(function (exports, require, module, __filename, __dirname) {' }, footer: { js: '})' } };

/**
 * Builds into `outdir`: runner.js, which loads main.js, code.js, and the .wasm files. `options` are esbuild's, shared with the other bundles.
 * esbuild's way to keep names sets a property each time a function is made, a tenth of the time of a small
 * operation; names stay here because identifiers are not shortened, so that a printed tensor says Tensor.
 */
export async function buildRunner({ outdir, options }) {
  await fs.mkdir(outdir, { recursive: true });
  const from = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) await fs.copyFile(path.join(from, 'dist', file), path.join(outdir, file));
  const common = { ...options, keepNames: false, minify: false, minifyWhitespace: options.minify, minifySyntax: options.minify };
  await Promise.all([
    esbuild.build({ ...common, entryPoints: [path.join(here, 'child/main.ts')], outfile: path.join(outdir, 'main.js'), plugins: [leftOut, cryptoLater, typeNames, stripperApart(outdir)], ...asFunction }),
    ...Object.entries({ start: 'runner', makeCode: 'code' }).map(([entry, name]) => esbuild.build({ ...common, entryPoints: [path.join(here, `child/${entry}.ts`)], outfile: path.join(outdir, `${name}.js`), supported: { 'dynamic-import': false } })),
    esbuild.build({ ...common, entryPoints: [path.join(here, 'child/tensorflow.ts')], outfile: path.join(outdir, 'tensorflow.js'), plugins: [tfjsNode, sharedTensorflow] }),
    esbuild.build({
      ...common,
      entryPoints: [path.join(here, 'child/webgpu.ts')],
      outfile: path.join(outdir, 'webgpu.js'),
      plugins: [sharedTensorflow],
      inject: [path.join(here, 'child/webgpuGlobals.ts')],
      define: { ...common.define, 'globalThis.navigator': 'dawnNavigator' },
    }),
    copyDawn(path.join(outdir, 'webgpu')),
  ]);
}
