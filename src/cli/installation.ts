import fs from 'node:fs';
import path from 'node:path';
import { exerciseById, type Course, type Exercise } from '../course/course';
import { loadCourse } from '../course/load';
import { HumanError } from '../kit/humanError';
import { msg, useChineseBundle } from '../kit/l10n';
import { RunnerPool } from '../runner/pool';
import type { BackendChoice } from '../runner/protocol/backends';
import { RUNNER_HEAP_MB } from '../runner/spawn';

/** Where dist/cli.js lies; everything else is found from there. */
const dist = __dirname;

export const version = (): string => (JSON.parse(fs.readFileSync(path.join(dist, '../package.json'), 'utf8')) as { version: string }).version;

export async function loadChineseBundle(): Promise<void> {
  useChineseBundle(JSON.parse(await fs.promises.readFile(path.join(dist, '../content/l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Record<string, string>);
}

export const course = (): Promise<Course> => loadCourse(path.join(dist, 'content'));
export const typesFile = path.join(dist, 'types/tfjs.d.ts');

/** One process for one command: nothing is kept warm. */
export const pool = (backend: BackendChoice): RunnerPool => new RunnerPool(() => ({ script: path.join(dist, 'runner/runner.js'), backend, heapMb: RUNNER_HEAP_MB }), false);

/** @throws HumanError when there is no such exercise */
export async function exerciseNamed(id: string): Promise<Exercise> {
  const all = await course();
  const exercise = exerciseById(all, id);
  if (!exercise) throw new HumanError(msg('There is no exercise “{id}”.', { id }), msg('The exercises are: {list}.', { list: all.exercises.map((e) => e.id).join(', ') }));
  return exercise;
}
