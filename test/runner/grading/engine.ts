/** The real engine for the corpora, with real runner processes. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, Grader } from '../../../src/grading/check';
import { grade, inLanguage } from '../../../src/grading/grade';
import { readSourceForPerson } from '../../../src/grading/readSource';
import { graderFor } from '../../../src/grading/registry';
import type { GradeReport } from '../../../src/grading/report';
import { RunnerPool } from '../../../src/runner/pool';
import type { Backend } from '../../../src/runner/protocol/backends';
import { RUNNER_HEAP_MB } from '../../../src/runner/spawn';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** What was built; another folder where several builds stand side by side. */
const dist = path.resolve(process.env.COURSEWORK_DIST ?? path.join(repository, 'dist'));

/** @param binding of the backend `tensorflow`: where its library lies */
export const newPool = (backend: Backend = 'cpu', binding?: string): RunnerPool =>
  new RunnerPool(() => ({ script: path.join(dist, 'runner/runner.js'), backend, binding, heapMb: RUNNER_HEAP_MB }));

export const grader = graderFor('neural-network');

/** A submission of a corpus, and what its first line says of it. */
export interface Submission {
  name: string;
  file: string;
  /** The text of the first line, without the comment's slashes. */
  about: string;
}

/** A folder of submissions. Those of neural-network lie at the top, those of another exercise in a folder of its name. */
type Corpus = 'right' | 'wrong' | `${'recommender' | 'cnn'}/${'right' | 'wrong'}` | 'cnn/challenge';

/** Every file directly in a corpus folder; its subfolders hold what the submissions import. */
export async function corpus(folder: Corpus): Promise<Submission[]> {
  const files = (await fs.readdir(path.join(here, folder), { withFileTypes: true })).filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  if (files.length === 0) throw new Error(`no submissions in ${folder}`);
  return Promise.all(
    files.map(async ({ name }) => {
      const file = path.join(here, folder, name);
      const [first = ''] = (await fs.readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/, 1);
      return { name: name.replace(/\.ts$/, ''), file, about: first.replace(/^\/\/\s*/, '') };
    }),
  );
}

/** Grades with the checks of neural-network, unless `by` is another exercise's grader. */
export async function gradeFile(pool: RunnerPool, file: string, { seed = 1, patience = 1, by = grader, checks = by.checks, challenges = [] }: { seed?: number; patience?: number; by?: Grader; checks?: Check[]; challenges?: Check[] } = {}): Promise<GradeReport> {
  const source = await readSourceForPerson(file);
  const work = by.exercise === 'cnn' ? 'large' : 'small';
  return inLanguage(await grade({ grader: { ...by, checks, challenges }, source, pool, seed, patience, work, dataFolder: path.join(dist, 'data') }), 'en');
}

/** `… | loses: check check | named: knownBug` in a first line: the checks that lose points, and the bug that the bank names. */
export function expected(about: string): { losing: string[]; named: string[] } {
  const part = (name: string) => about.split(' | ').find((one) => one.startsWith(`${name}: `))?.slice(name.length + 2).trim().split(/\s+/) ?? [];
  const losing = part('loses').sort();
  if (losing.length === 0) throw new Error(`the first line names no check: ${about}`);
  return { losing, named: part('named').sort() };
}

/** The known bugs that a report names. */
export const namedIn = (report: GradeReport): string[] => [...new Set(report.checks.flatMap(({ knownBug }) => knownBug ?? []))].sort();

/** Checks whose message is empty or has a slot that nothing filled. */
export const unfilled = (report: GradeReport) => report.checks.filter((check) => !check.message || /\{\w+\}/.test(check.message));

/** The ids of the checks that did not get full points. */
export const losing = (report: GradeReport): string[] => report.checks.filter((check) => check.points < check.maxPoints || check.status !== 'passed').map((check) => check.id).sort();

/** What a person wants to see when a submission is graded otherwise than it should be. */
export const account = (report: GradeReport): string =>
  report.checks
    .filter((check) => check.status !== 'passed')
    .map((check) => `${check.id}: ${check.status}: ${check.message}${check.actual === undefined ? '' : ` (expected ${check.expected}, actual ${check.actual})`}`)
    .join('\n');

/** Lends out `count` pools, one to each piece of work, so that no more than that many run at a time. */
export function pools(count: number, backend?: Backend): { use<T>(work: (pool: RunnerPool) => Promise<T>): Promise<T>; dispose(): Promise<void> } {
  const all = Array.from({ length: count }, () => newPool(backend));
  const free = [...all];
  const waiting: ((pool: RunnerPool) => void)[] = [];
  return {
    async use(work) {
      const pool = free.pop() ?? (await new Promise<RunnerPool>((resolve) => waiting.push(resolve)));
      try {
        return await work(pool);
      } finally {
        const next = waiting.shift();
        if (next) next(pool);
        else free.push(pool);
      }
    },
    async dispose() {
      await Promise.all(all.map((pool) => pool.dispose()));
    },
  };
}
