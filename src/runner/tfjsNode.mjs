// What src/runner/child/tensorflow.ts takes of @tensorflow/tfjs-node: its backend and its kernels, and none of
// its package's downloads, files, images and TensorBoard.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const dist = path.join(path.dirname(require.resolve('@tensorflow/tfjs-node/package.json')), 'dist');

/**
 * Operations that the backend class itself executes and that only compute. It has others, which no kernel
 * needs: they write event files, or decode pictures in C code that is not for a stranger's bytes.
 */
const OF_THE_BACKEND = ['Div', 'DivNoNan', 'Where'];

/** Functions that Node 23 took out of `util` and that tfjs-node 4.22 still calls. */
const REMOVED_FROM_UTIL = 'exports.isNullOrUndefined = (value) => value === null || value === undefined; exports.isArray = Array.isArray;';

/** tfjs-node's modules as the bundle sees them; to be listed before the plugin that shares TensorFlow.js. */
export const tfjsNode = {
  name: 'tfjs-node',
  setup(build) {
    build.onResolve({ filter: /^tfjs-node-(backend|kernels)$/ }, ({ path: name }) => ({ path: path.join(dist, name === 'tfjs-node-backend' ? 'nodejs_kernel_backend.js' : 'register_all_kernels.js') }));
    build.onResolve({ filter: /^tfjs-node-operations$/ }, ({ path }) => ({ path, namespace: 'tfjs-node' }));
    build.onResolve({ filter: /^(util|\.\/proto\/api_pb)$/ }, ({ path: name, importer }) => (importer.startsWith(dist) ? { path: name, namespace: 'tfjs-node' } : undefined));
    build.onLoad({ filter: /[\\/]nodejs_kernel_backend\.js$/ }, async ({ path: file }) => {
      const code = await fs.promises.readFile(file, 'utf8');
      // Compiled for ES5, where a base class may be called like a function; TensorFlow.js's is a real class here.
      const base = '_super.call(this) || this';
      if (!code.includes(base)) throw new Error('tfjs-node no longer calls its base class in the way that is replaced here');
      return { contents: code.replace(base, 'Reflect.construct(_super, [], this.constructor)'), loader: 'js' };
    });
    build.onLoad({ filter: /.*/, namespace: 'tfjs-node' }, ({ path: name }) => {
      if (name === 'tfjs-node-operations') return { contents: `export default ${JSON.stringify(operations())};` };
      // The messages of TensorBoard's files, which are not written here.
      return { contents: name === 'util' ? REMOVED_FROM_UTIL : 'module.exports = {};' };
    });
  },
};

/**
 * The names of TensorFlow's operations that tfjs-node's kernels execute, read from their code.
 * @throws Error where a name cannot be read, so that a kernel is never refused at run time unnoticed
 */
export function operations() {
  const names = new Set(OF_THE_BACKEND);
  const core = require('@tensorflow/tfjs-core');
  const folder = path.join(dist, 'kernels');
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const source = ts.createSourceFile(file, fs.readFileSync(path.join(folder, file), 'utf8'), ts.ScriptTarget.ES2020, true);
    const visit = (node) => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^execute/.test(node.expression.name.text)) {
        for (const name of namesOf(node.arguments[0], source, core)) names.add(name);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  for (const name of ['Conv2D', 'BatchMatMulV2', 'MaxPoolGrad']) if (!names.has(name)) throw new Error(`${name} is not among the operations that were read from tfjs-node's kernels`);
  return [...names].sort();
}

function namesOf(node, source, core) {
  if (ts.isStringLiteral(node)) return [node.text];
  // `tfjs_1.AddN`: a kernel's name, which TensorFlow.js exports as a constant.
  if (ts.isPropertyAccessExpression(node) && typeof core[node.name.text] === 'string') return [core[node.name.text]];
  if (ts.isConditionalExpression(node)) return [...namesOf(node.whenTrue, source, core), ...namesOf(node.whenFalse, source, core)];
  throw new Error(`The operation's name in ${source.fileName} cannot be read: ${node.getText(source)}`);
}
