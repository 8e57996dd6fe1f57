// Rolls the declarations of @tensorflow/tfjs into one self-contained .d.ts file, so that a learner's
// exercise folder has full IntelliSense without node_modules and without a network.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const packageFolder = (name) => path.dirname(require.resolve(`${name}/package.json`));
const versionOf = (name) => require(`${name}/package.json`).version;

/**
 * Writes the rolled-up declarations to `outfile` (its folder is created) and returns its path and size in bytes.
 * The output depends on the installed packages only: same packages, same bytes.
 */
export async function rollupTfjsTypes({ outfile }) {
  const entry = path.join(packageFolder('@tensorflow/tfjs'), 'dist', 'index.d.ts');
  const core = path.join(packageFolder('@tensorflow/tfjs-core'), 'dist');
  const opDocs = await collectOpDocs(path.join(core, 'ops'));
  const chained = await collectChainedOps(path.join(core, 'public', 'chained_ops'), core, opDocs);

  const rewrite = {
    name: 'prepare-declarations',
    transform(code, id) {
      let text = stripNoise(code);
      if (id === entry) text = entryWithoutBackends(text);
      if (id === path.join(core, 'tensor.d.ts')) text = mergeChainedOps(text, chained);
      if (id.startsWith(path.join(core, 'ops') + path.sep)) text = exportOpsAsFunctions(text);
      return { code: repairForStrict(text, id), map: null };
    },
  };
  const bundle = await rollup({
    input: entry,
    // `respectExternal` pulls the other tfjs packages in; whatever still resolves to nothing is refused below.
    plugins: [rewrite, dts({ respectExternal: true })],
    onwarn(warning, warn) {
      // The declarations import each other in circles, which is harmless for types.
      if (warning.code !== 'CIRCULAR_DEPENDENCY') warn(warning);
    },
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  if (output.length !== 1) throw new Error(`expected one declaration file, got ${output.length}`);

  const text = `${banner()}\n${nameNamespaces(copyDocsToAliases(stripNoise(output[0].code))).trim()}\n\n${ambientStandIns}`;
  assertComplete(text);
  const target = path.resolve(outfile);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  return { outfile: target, bytes: Buffer.byteLength(text) };
}

// The licence asks for its notice to stay; once is enough, every source file brings its own copy.
function banner() {
  return `/**
 * Type declarations of @tensorflow/tfjs ${versionOf('@tensorflow/tfjs')}, rolled up from its own declaration files and reformatted.
 * Copyright Google LLC. Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */`;
}

// Types of @webgpu/types and of `long` that the declarations mention. Structural subsets, local to this module:
// a real GPUBuffer or Long is assignable to them, and no learner needs more.
const ambientStandIns = `interface GPUBuffer {
    readonly size: number;
    readonly usage: number;
    destroy(): void;
}
interface Long {
    readonly low: number;
    readonly high: number;
    readonly unsigned: boolean;
    toNumber(): number;
}
`;

/** Drops what means nothing outside its own file: module names, references, licence copies, website metadata. */
function stripNoise(code) {
  return code
    .replace(/^\/\/\/ <(?:amd-module|reference)[^\n]*\n/gm, '')
    .replace(/^\/\*\*(?:(?!\*\/)[\s\S])*?@license(?:(?!\*\/)[\s\S])*\*\/\n/gm, '')
    .replace(/^([ \t]*\*)(?:[ \t]*\n[ \t]*\*)?[ \t]*@doc \{[^}]*\}[ \t]*\n/gm, '')
    .replace(/^[ \t]*\/\*\*[ \t]*@doc \{[^}]*\}[ \t]*\*\/[ \t]*\n/gm, '');
}

// The CPU and WebGL backends export kernels and GPU plumbing that would only clutter the learner's completion list.
function entryWithoutBackends(code) {
  return code
    .split('\n')
    .filter((line) => !/^import '|^export \* from '@tensorflow\/tfjs-backend-/.test(line))
    .join('\n');
}

/** Description (no examples, no tags) of every op by its name, for the chained methods, which have no docs of their own. */
async function collectOpDocs(folder) {
  const docs = new Map();
  for (const name of await declarationFiles(folder)) {
    const code = await readFile(path.join(folder, name), 'utf8');
    for (const [, body, op] of code.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:export )?declare function (\w+?)_?[<(]/g)) {
      const lines = body.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
      const end = lines.findIndex((line) => /^(@|```)/.test(line));
      const text = lines.slice(0, end < 0 ? undefined : end).join('\n').trim();
      if (text) docs.set(op, text);
    }
  }
  return docs;
}

/**
 * The members that `declare module '../../tensor' { interface Tensor … }` adds (x.matMul(y), x.sum(), …) and the
 * imports they need, as seen from tensor.d.ts. A relative module name means nothing in a roll-up.
 */
async function collectChainedOps(folder, core, opDocs) {
  const members = [];
  const imports = new Map();
  for (const name of await declarationFiles(folder)) {
    const file = path.join(folder, name);
    const source = parse(name, await readFile(file, 'utf8'));
    let found = 0;
    for (const statement of source.statements) {
      if (!ts.isModuleDeclaration(statement)) continue;
      for (const inner of statement.body.statements) {
        if (!ts.isInterfaceDeclaration(inner) || inner.name.text !== 'Tensor') {
          throw new Error(`${name} augments something other than Tensor`);
        }
        for (const member of inner.members) {
          members.push(documented(member, source, opDocs));
          found++;
        }
      }
    }
    if (found === 0) continue;
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) || !statement.importClause?.namedBindings) continue;
      const absolute = path.resolve(folder, statement.moduleSpecifier.text);
      const from = `./${path.relative(core, absolute).split(path.sep).join('/')}`;
      if (from === './tensor') continue;
      for (const element of statement.importClause.namedBindings.elements) {
        if (element.propertyName) throw new Error(`${name} renames an import`);
        imports.set(element.name.text, from);
      }
    }
  }
  if (members.length < 100) throw new Error(`only ${members.length} chained ops found`);
  return { members, imports };
}

function documented(member, source, opDocs) {
  const own = ts.getJSDocCommentsAndTags(member).length > 0;
  const text = own ? member.getFullText(source).trim() : member.getText(source);
  const doc = own ? undefined : opDocs.get(member.name.getText(source));
  if (!doc) return `    ${text}`;
  const lines = doc.split('\n').map((line) => `     * ${line}`.trimEnd());
  return ['    /**', ...lines, '     */', `    ${text}`].join('\n');
}

/** Interface and class merge when they stand in the same module, so the chained ops go right behind the class. */
function mergeChainedOps(code, { members, imports }) {
  const known = new Set();
  for (const statement of parse('tensor.d.ts', code).statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const element of statement.importClause?.namedBindings?.elements ?? []) known.add(element.name.text);
    }
  }
  const missing = [...imports].filter(([name]) => !known.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = missing.map(([name, from]) => `import { ${name} } from '${from}';`);
  const merged = `export interface Tensor<R extends Rank = Rank> {\n${members.join('\n')}\n}`;
  return `${lines.join('\n')}\n${code}\n${merged}\n`;
}

/**
 * `declare function matMul_…; export declare const matMul: typeof matMul_` becomes `export declare function matMul…`,
 * so that a hover names the function and shows its comment even where it isn't called.
 */
function exportOpsAsFunctions(code) {
  let text = code;
  for (const [line, name, inner] of code.matchAll(/^export declare const (\w+): typeof (\w+_);\n/gm)) {
    const uses = code.match(new RegExp(`\\b${inner}\\b`, 'g')).length;
    const declared = `\ndeclare function ${inner}`;
    // An overloaded or otherwise mentioned function keeps its constant: renaming would need more than text.
    if (uses !== 2 || !code.includes(declared) || inner !== `${name}_`) continue;
    text = text.replace(line, '').replace(declared, `\nexport declare function ${name}`);
  }
  return text;
}

// Upstream is compiled without `strict`, and these two declarations contradict themselves under it. Neither repair
// changes what a learner may write: `implements` is not nominal, and an optional key may be undefined anyway.
const strictFixes = {
  'tfjs-layers/dist/keras_format/types.d.ts': ['[key: string]: PyJsonValue;', '[key: string]: PyJsonValue | undefined;'],
  'tfjs-layers/dist/engine/training.d.ts': ['extends Container implements tfc.InferenceModel', 'extends Container'],
};
function repairForStrict(code, id) {
  const file = Object.keys(strictFixes).find((end) => id.split(path.sep).join('/').endsWith(`/${end}`));
  if (!file) return code;
  const [from, to] = strictFixes[file];
  if (!code.includes(from)) throw new Error(`${file} no longer contains "${from}"`);
  return code.replace(from, to);
}

/**
 * Members of tf.layers and its like come out as `declare const exports_layers_d_dense: typeof dense`, and a constant
 * doesn't show the comment of its type: without a copy, hovering `tf.layers.dense` outside a call shows nothing.
 */
function copyDocsToAliases(code) {
  const docs = new Map();
  for (const statement of parse('bundle.d.ts', code).statements) {
    const comment = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc).at(-1);
    if (comment && ts.isFunctionDeclaration(statement)) docs.set(statement.name.text, comment.getText());
  }
  return code.replace(/^declare const \w+_d_\w+: typeof ([\w$]+);$/gm, (line, target) => {
    return docs.has(target) ? `${docs.get(target)}\n${line}` : line;
  });
}

/** Names the namespaces as the learner knows them, since hovers show it: `layers.dense`, not `exports_layers_d.dense`. */
function nameNamespaces(code) {
  const source = parse('bundle.d.ts', code);
  const taken = new Set(source.statements.flatMap((statement) => declaredNames(statement)));
  let text = code;
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) continue;
    for (const { name, propertyName } of statement.exportClause.elements) {
      if (!propertyName?.text.endsWith('_d') || taken.has(name.text)) continue;
      text = text.replace(new RegExp(`\\b${propertyName.text}\\b`, 'g'), name.text);
    }
  }
  return text;
}

function declaredNames(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map((one) => one.name.text);
  return statement.name ? [statement.name.text] : [];
}

function assertComplete(code) {
  const { importedFiles, referencedFiles, typeReferenceDirectives, ambientExternalModules } = ts.preProcessFile(code, true, true);
  // A moved tensor.d.ts would lose every x.matMul(y) without any other sign.
  if (!/^interface Tensor<R extends Rank = Rank> \{/m.test(code)) throw new Error('the chained ops were not merged into Tensor');
  const left = [...importedFiles, ...referencedFiles, ...typeReferenceDirectives].map((found) => found.fileName);
  if (left.length > 0 || ambientExternalModules?.length) {
    throw new Error(`the roll-up still depends on ${[...left, ...(ambientExternalModules ?? [])].join(', ')}`);
  }
}

async function declarationFiles(folder) {
  return (await readdir(folder)).filter((name) => name.endsWith('.d.ts') && !name.endsWith('_test.d.ts')).sort();
}

function parse(name, code) {
  return ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const outfile = process.argv[2];
  if (!outfile) throw new Error('usage: node content/build/rollupTypes.mjs <outfile>');
  const { bytes } = await rollupTfjsTypes({ outfile });
  console.log(`${outfile}: ${bytes} bytes`);
}
