/**
 * The script of a runner process, dist/runner/runner.js: small, so that the bundle behind it (main.js) can be
 * given to V8 together with what V8 made of it in an earlier process. The arguments are the plan of backends
 * and, where there is one, the file with V8's code.
 */
import fs from 'node:fs';
import type { BackendPlan } from '../protocol/backends';
import type { RunnerToHost } from '../protocol/messages';
import { bundle } from './bundle';

/** V8's code for the bundle; the host has looked at it (src/runner/codeCache.ts). */
function codeFrom(file: string | undefined): Buffer | undefined {
  if (!file) return undefined;
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined; // it was put away meanwhile: V8 compiles, as it would without
  }
}

const [, , plan, codeFile] = process.argv;
// Taken before the learner's file can replace them.
const channel = process.send!.bind(process);
const exit = process.exit.bind(process);
const send = (message: RunnerToHost): void => {
  channel(message);
};

const { script, main } = bundle(codeFrom(codeFile));
if (script.cachedDataRejected) send({ type: 'codeRefused' });
process.on('disconnect', () => exit(0));
void main().run(JSON.parse(plan!) as BackendPlan, { send, listen: (receive) => process.on('message', receive) });
