/** What the editor's providers do to a file of 3,000 lines: parse, parse after a keystroke, anchors, probes, rules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { productionOptions, ROOT } from './build.mjs';
import { median } from './measure.mjs';

const LINES = 3_000;
const RUNS = 15;
/** Milliseconds for anchors, probes and rules together, the text being parsed. */
const GOAL_READ = 50;
const FORBIDS = new Set(['autodiff', 'optimizers']);

async function loadSyntax() {
  const contents = ['sourceText', 'anchors', 'probes', 'rules'].map((file) => `export * from './${file}';`).join('\n');
  // As the host's bundle is built: with names kept, every small function would be given its name anew at each call.
  const { outputFiles } = await esbuild.build({ ...productionOptions, keepNames: false, stdin: { contents, resolveDir: path.join(ROOT, 'src/syntax'), loader: 'ts' }, write: false });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}

/** A reference solution, over and over; functions and types get a number behind their names. */
function longFile() {
  const solution = readFileSync(path.join(ROOT, 'content/exercises/neural-network/solution.ts'), 'utf8');
  const [imports, ...rest] = solution.split('\n');
  const names = [...solution.matchAll(/^(?:export )?(?:async )?(?:function|const|type) (\w+)/gm)].map(([, name]) => name);
  const anyName = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
  const lines = [imports];
  for (let copy = 0; lines.length < LINES; copy++) lines.push(...rest.join('\n').replace(anyName, `$&${copy}`).split('\n'));
  return lines.slice(0, LINES).join('\n');
}

export async function syntaxSection(print, { json }) {
  const { SourceText, anchorsOf, probesOf, staticFindings } = await loadSyntax();
  const text = longFile();
  const middle = text.indexOf('\n', text.length >> 1);
  const edited = `${text.slice(0, middle)} ${text.slice(middle)}`;
  const times = { parse: [], again: [], anchors: [], probes: [], rules: [] };
  const timed = (what, work) => {
    const from = performance.now();
    const result = work();
    times[what].push(performance.now() - from);
    return result;
  };
  for (let run = 0; run < RUNS; run++) {
    // A new text each time: what is found in one is remembered.
    const source = timed('parse', () => new SourceText(text));
    timed('again', () => new SourceText(edited, source));
    timed('anchors', () => anchorsOf(source));
    timed('probes', () => probesOf(source));
    timed('rules', () => staticFindings(source, FORBIDS));
  }
  const row = (figure, value, goal) => ({ figure, value, unit: 'ms', ...(goal && { goal }) });
  const read = (run) => times.anchors[run] + times.probes[run] + times.rules[run];
  const rows = [
    row(`${LINES.toLocaleString('en')} lines: parse`, median(times.parse)),
    row('  parse again after a keystroke', median(times.again)),
    row('  anchors', median(times.anchors)),
    row('  probes', median(times.probes)),
    row('  rules', median(times.rules)),
    row('  anchors, probes and rules', median(times.anchors.map((_, run) => read(run))), GOAL_READ),
    // Nothing is compiled yet then, as on the first file that a window opens.
    row('  the same, the first time', read(0)),
    row('  parse, the first time', times.parse[0]),
  ];
  if (!json) print(rows);
  return { times, rows };
}
