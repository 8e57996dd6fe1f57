/** The measurements. All times are in milliseconds. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './build.mjs';

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const since = (from) => performance.now() - from;

/** CPU time of a process so far, all its threads; undefined where the system has no /proc. */
export function cpuOf(pid) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

function memoryOf(pid) {
  try {
    return (Number(fs.readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20;
  } catch {
    return undefined;
  }
}

/** Waits until a process has nothing to do any more (its warm-up is over), at most `limitMs`. */
async function untilIdle(pid, limitMs = 15_000) {
  const from = performance.now();
  let last = cpuOf(pid);
  if (last === undefined) return sleep(4_000);
  do {
    await sleep(400);
    const now = cpuOf(pid);
    if (now - last < 20) return;
    last = now;
  } while (since(from) < limitMs);
}

/** In the environment that a runner gets: with a user's own (`NODE_EXTRA_CA_CERTS`, say) an empty Node takes twice as long. */
export function emptyNode(execPath = process.execPath, env = { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' }) {
  const from = performance.now();
  spawnSync(execPath, ['-e', '0'], { env });
  return since(from);
}

/**
 * From spawn to hello, and to the first result of an operation; the CPU time of the process and of its main
 * thread until then. `codeFolder` is where V8's code of the bundle is kept; `false` is nowhere.
 */
export async function coldStart({ engine, script, backend, execPath = process.execPath, codeFolder = false }) {
  const from = performance.now();
  const { runner } = await engine.Runner.start({ script, backend, execPath, heapMb: 1024, codeFolder });
  const hello = since(from);
  try {
    await runner.load({ file: '/first.ts', text: "import * as tf from '@tensorflow/tfjs'; export const f = () => tf.add(1, 2);", bytes: new Uint8Array() }, [], 20_000);
    const outcome = await runner.call('f', [], { seed: 1, limitMs: 20_000 });
    if (outcome.status !== 'returned') throw new Error(`the first operation: ${outcome.status}`);
    return { hello, firstOp: since(from), cpu: cpuOf(runner.pid), code: runner.code };
  } finally {
    await runner.dispose();
  }
}

/** Starts runners until one is given V8's code, so that what follows is a start like every one but the first. */
export async function withCode(what, limitMs = 60_000) {
  for (const from = performance.now(); since(from) < limitMs; await sleep(200)) if ((await coldStart(what)).code === 'used') return;
  throw new Error('V8’s code of the bundle was not written');
}

/** Memory of a runner that waits, in MB: right after hello and after its warm-up. */
export async function idleMemory({ engine, script, backend, execPath = process.execPath, codeFolder }) {
  const { runner } = await engine.Runner.start({ script, backend, execPath, heapMb: 1024, codeFolder });
  try {
    const atHello = memoryOf(runner.pid);
    await untilIdle(runner.pid);
    return { atHello, warm: memoryOf(runner.pid) };
  } finally {
    await runner.dispose();
  }
}

/** Grades the reference solution of neural-network `runs` times, each in a process that has warmed up. */
export async function warmVerdicts({ engine, script, codeFolder, backend, runs }) {
  const pool = new engine.RunnerPool(() => ({ script, codeFolder, backend, heapMb: 1024 }));
  const source = await engine.readSource(path.join(ROOT, 'content/exercises/neural-network/solution.ts'));
  const grader = engine.GRADERS.get('neural-network');
  const list = [];
  try {
    // The first grade warms up the host's own code, as the first one of a VS Code session does.
    for (let run = 0; run <= runs; run++) {
      pool.prepare();
      const { runner } = await pool.warm.process;
      await untilIdle(runner.pid);
      const cpuBefore = cpuOf(runner.pid);
      let first, cpu;
      const from = performance.now();
      const report = await engine.grade({
        grader, source, pool, seed: 1,
        onCheck: () => {
          first ??= since(from);
          cpu = cpuOf(runner.pid) - cpuBefore;
        },
      });
      if (report.verdict !== 'passed') throw new Error(`the reference solution got ${report.score} of ${report.maxScore}`);
      list.push({ first, all: since(from), cpu });
    }
    return { cold: list[0], warm: list.slice(1) };
  } finally {
    await pool.dispose();
  }
}
