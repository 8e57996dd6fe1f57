import fs from 'node:fs';
import path from 'node:path';
import { exerciseById, type Course, type Exercise } from '../course/course';
import { loadCourse } from '../course/load';
import { HumanError } from '../kit/humanError';
import { msg, useChineseBundle } from '../kit/l10n';
import type { Where } from '../runner/devices/place';
import { startOptions } from '../runner/devices/start';
import type { OuterSandbox } from '../runner/outerSandbox';
import { RunnerPool } from '../runner/pool';
import type { BackendChoice } from '../runner/protocol/backends';

/** Where dist/cli.js lies; everything else is found from there. */
const dist = __dirname;

export const version = (): string => (JSON.parse(fs.readFileSync(path.join(dist, '../package.json'), 'utf8')) as { version: string }).version;

export async function loadChineseBundle(): Promise<void> {
  useChineseBundle(JSON.parse(await fs.promises.readFile(path.join(dist, '../content/l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Record<string, string>);
}

export const course = (): Promise<Course> => loadCourse(path.join(dist, 'content'));
export const typesFile = path.join(dist, 'types/tfjs.d.ts');
/** What graders read besides code: the digits. */
export const dataFolder = path.join(dist, 'data');

/** What the engine is told of this installation; the rest stands in the environment. */
export const where: Where = { root: path.join(dist, '..') };

/** One process for one command: nothing is kept warm. */
export const pool = (backend: BackendChoice, outer?: OuterSandbox): RunnerPool => new RunnerPool(async (work) => ({ ...(await startOptions(where, backend, work)), ...(outer && { outer }) }), false);

/** @throws HumanError when there is no such exercise */
export async function exerciseNamed(id: string): Promise<Exercise> {
  const all = await course();
  const exercise = exerciseById(all, id);
  if (!exercise) throw new HumanError(msg('There is no exercise “{id}”.', { id }), msg('The exercises are: {list}.', { list: all.exercises.map((e) => e.id).join(', ') }));
  return exercise;
}
