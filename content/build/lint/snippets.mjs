import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import ts from 'typescript';
import { partsOf } from './parts.mjs';

/** The programs on the pages: each is run, and must print what the page says that it prints. */

/** @typedef {import('./fault.mjs').Fault} Fault */

/** Two numbers count as the same within this, relative where they are above 1. */
const CLOSE = 1e-3;
/** What one program may take. */
const LIMIT_MS = 5_000;
/** Loading TensorFlow.js on a busy machine. */
const START_MS = 60_000;

/**
 * @param {readonly { file: string, text: string }[]} sources
 * @param {{ limit?: number }} [options]
 * @returns {Promise<Fault[]>}
 */
export async function snippetFaults(sources, { limit = LIMIT_MS } = {}) {
  const faults = [];
  const programs = [];
  for (const { file, text } of sources) {
    for (const { line, info, code, next } of partsOf(text).fences) {
      if (!/^(?:ts|typescript)\b/.test(info)) continue;
      const fault = (message, at = line) => faults.push({ file, line: at, message });
      // Only syntax: a part may use names that are declared elsewhere.
      const [wrong] = ts.transpileModule(code, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } }).diagnostics;
      if (wrong) {
        fault(ts.flattenDiagnosticMessageText(wrong.messageText, ' '), line + 1 + code.slice(0, wrong.start).split('\n').length - 1);
        continue;
      }
      if (info === 'ts part') continue;
      if (next?.info !== 'text') {
        fault('nothing says what the program prints: right after it stands a block ```text (or the code is only a part: ```ts part)');
        continue;
      }
      const { code: javascript } = await transform(code, { loader: 'ts', format: 'esm', target: 'es2022' });
      programs.push({ file, line, printed: next, code: javascript });
    }
  }
  if (programs.length === 0) return faults;
  const results = await runAll(programs.map(({ code }) => code), limit);
  programs.forEach(({ file, line, printed }, i) => {
    const { output, error } = results[i];
    if (error) return faults.push({ file, line, message: `the program fails: ${error}` });
    if (output.trim() === '') return faults.push({ file, line, message: 'the program prints nothing' });
    const different = firstDifference(output, printed.code);
    if (different) faults.push({ file, line: printed.line + different.line, message: `the program prints “${different.output}”, the page says “${different.page}”` });
  });
  return faults;
}

/**
 * The first line in which what was printed is not what the page says. Spaces count as one, numbers are compared.
 * @param {string} output
 * @param {string} page
 */
export function firstDifference(output, page) {
  const [a, b] = [output, page].map((text) => text.trimEnd().split('\n').map((line) => line.trim().replace(/\s+/g, ' ')));
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!alike(a[i], b[i])) return { line: i + 1, output: a[i] ?? '', page: b[i] ?? '' };
  return undefined;
}

const FLOAT = /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/i;
function alike(a, b) {
  if (a === undefined || b === undefined) return false;
  const [x, y] = [a.split(FLOAT), b.split(FLOAT)];
  return x.length === y.length && x.every((part, i) => (i % 2 === 0 ? part === y[i] : Math.abs(part - y[i]) <= CLOSE * Math.max(1, Math.abs(y[i]))));
}

/**
 * Runs the programs one after the other in one process, which loads TensorFlow.js once. A program that does not end
 * costs the process; the rest runs in a new one.
 * @param {readonly string[]} codes
 * @param {number} limit ms for one program
 * @returns {Promise<{ output: string, error?: string }[]>}
 */
async function runAll(codes, limit) {
  const results = [];
  while (results.length < codes.length) await runFrom(codes, results, limit);
  return results;
}

function runFrom(codes, results, limit) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./snippetRunner.mjs', import.meta.url)), [], { execArgv: ['--experimental-vm-modules', '--no-warnings'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' });
    let timer;
    let ready = false;
    let complaint = '';
    child.stderr.on('data', (text) => (complaint = (complaint + text).slice(-2_000)));
    const stop = () => {
      clearTimeout(timer);
      child.kill('SIGKILL');
    };
    const arm = (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (ready) results.push({ output: '', error: `it does not end within ${ms / 1000} s` });
        stop();
      }, ms);
    };
    const next = () => {
      if (results.length === codes.length) return stop();
      arm(limit);
      child.send(codes[results.length]);
    };
    arm(START_MS);
    child.on('message', (message) => {
      if (message === 'ready') ready = true;
      else results.push(message);
      next();
    });
    const before = results.length;
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (!ready) return reject(new Error(`the process for the programs does not start: ${complaint || signal || code}`));
      // A program that ended the process itself has no result yet.
      if (signal === null && results.length < codes.length) results.push({ output: '', error: `it ends the process with code ${code}` });
      else if (results.length === before) results.push({ output: '', error: `it ends the process by ${signal}` });
      resolve();
    });
  });
}
