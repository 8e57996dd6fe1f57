import os from 'node:os';
import path from 'node:path';
import { graderFor } from '../grading/registry';
import { HumanError } from '../kit/humanError';
import { msg, translate, type Language } from '../kit/l10n';
import type { BackendChoice } from '../runner/protocol/backends';
import { gradeAll } from './gradeAll/gradeAll';
import type { Shard } from './gradeAll/submissions';
import type { Summary } from './gradeAll/summary';
import { writeSummary } from './gradeAll/write';
import { dataFolder, exerciseNamed, pool } from './installation';
import { outerSandbox, type SandboxChoice } from './sandbox';

export interface GradeAllArguments {
  out: string;
  jobs?: number;
  shard?: Shard;
  resume: boolean;
  seed: number;
  backend: BackendChoice;
  language: Language;
  junit?: string;
  csv?: string;
  json: boolean;
  sandbox: SandboxChoice;
}

/** @returns false where faults of ours kept submissions from being graded */
export async function gradeAllCommand(exerciseId: string, dir: string, o: GradeAllArguments): Promise<boolean> {
  const exercise = await exerciseNamed(exerciseId);
  // Not the fastest of this machine: a class is graded alike wherever its shards run.
  const backend = o.backend === 'auto' ? (exercise.work === 'large' ? 'wasm' : 'cpu') : o.backend;
  const runners = pool(backend, await outerSandbox(o.sandbox, o.language));
  const cancel = new AbortController();
  const stop = () => cancel.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const out = path.resolve(o.out);
  const shard = o.shard ?? { index: 1, of: 1 };
  try {
    const { keys, faults } = await gradeAll({ exercise, grader: graderFor(exercise.id), dir: path.resolve(dir), out, pool: runners, backend, jobs: o.jobs ?? os.availableParallelism(), shard, resume: o.resume, seed: o.seed, language: o.language, dataFolder, signal: cancel.signal });
    const summary = await writeSummary({ exercise, from: [out], out, language: o.language, junit: o.junit, csv: o.csv, keys: new Set(keys) });
    for (const { key, error } of faults) process.stderr.write(`${key}: ${error instanceof Error ? error.stack : String(error)}\n`);
    tell(summary, out, o);
    if (shard.of > 1) process.stderr.write(`${translate(msg('This is shard {index} of {of}; `merge-results` puts all together.', { ...shard }), o.language)}\n`);
    if (faults.length > 0) process.stderr.write(`${translate(msg('{count} submissions could not be graded through a fault of AI Coursework; --resume tries them again.', { count: faults.length }), o.language)}\n`);
    return faults.length === 0;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    await runners.dispose();
  }
}

/** Puts the results of shards together. */
export async function mergeCommand(exerciseId: string, from: string[], o: Pick<GradeAllArguments, 'out' | 'junit' | 'csv' | 'language' | 'json'>): Promise<void> {
  const exercise = await exerciseNamed(exerciseId);
  const out = path.resolve(o.out);
  const summary = await writeSummary({ exercise, from: from.map((folder) => path.resolve(folder)), out, language: o.language, junit: o.junit, csv: o.csv });
  if (summary.submissions.length === 0) throw new HumanError(msg('There are no results in {folders}.', { folders: from.join(', ') }), msg('Name the folders that `grade-all --out` wrote.'));
  if (summary.exercise !== exercise.id) throw new HumanError(msg('These are results of “{exercise}”.', { exercise: summary.exercise }), msg('Name that exercise.'));
  tell(summary, out, o);
}

function tell(summary: Summary, out: string, { json, language }: Pick<GradeAllArguments, 'json' | 'language'>): void {
  if (json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  else {
    const full = summary.submissions.filter(({ verdict }) => verdict === 'passed').length;
    process.stdout.write(`${translate(msg('{count} submissions, {full} with full marks: {file}', { count: summary.submissions.length, full, file: path.join(out, 'summary.html') }), language)}\n`);
  }
}
