import fs from 'node:fs/promises';
import path from 'node:path';
import type { Exercise } from '../../course/course';
import { CheckFailed, type Grader } from '../../grading/check';
import { grade, GradeCancelled, inLanguage, unreadableReport } from '../../grading/grade';
import { readSourceForPerson } from '../../grading/readSource';
import { GRADER_VERSION, type GradeReport } from '../../grading/report';
import { HumanError } from '../../kit/humanError';
import { msg, type Language } from '../../kit/l10n';
import type { RunnerPool } from '../../runner/pool';
import { Journal, type Entry } from './journal';
import { compareOwnReport } from './ownReport';
import { ProgressLine } from './progressLine';
import { hasResult, writeResult } from './results';
import { fingerprints } from './similarity';
import { hashOf, partOf, submissionsIn, type Shard, type Submission } from './submissions';

export interface GradeAllOptions {
  exercise: Exercise;
  grader: Grader;
  dir: string;
  out: string;
  pool: RunnerPool;
  /** What the pool grades on: results of another backend are not gone on with. */
  backend: string;
  jobs: number;
  shard: Shard;
  resume: boolean;
  seed: number;
  language: Language;
  dataFolder: string;
  signal: AbortSignal;
}

export interface GradeAllOutcome {
  /** The keys of this shard, in order. */
  keys: string[];
  /** Submissions that a fault of ours kept from being graded. */
  faults: { key: string; error: unknown }[];
}

/**
 * Grades a class, `jobs` submissions at a time, each in a process of its own. What is done is in the journal
 * and need not be done again after a crash.
 * @throws HumanError for bad input, or when cancelled: what is done is kept
 */
export async function gradeAll(options: GradeAllOptions): Promise<GradeAllOutcome> {
  const { exercise, out, shard, signal, seed, backend, language } = options;
  const mine = partOf(await submissionsIn(options.dir, exercise.file), shard);
  const part = shard.of === 1 ? '' : `-${shard.index}-of-${shard.of}`;
  const terms = { exercise: exercise.id, graderVersion: GRADER_VERSION, seed, backend, language, shard: `${shard.index}/${shard.of}` };
  const journal = await Journal.open(path.join(out, `journal${part}.ndjson`), terms, options.resume);
  const faults: GradeAllOutcome['faults'] = [];
  try {
    const left: { submission: Submission; hash: string }[] = [];
    for (const submission of mine) {
      const hash = await hashOf(submission);
      if (!(await isDone(journal.done.get(submission.key), hash, out))) left.push({ submission, hash });
    }
    const progress = new ProgressLine(left.length, language);
    const queue = left[Symbol.iterator]();
    const work = async () => {
      for (const { submission, hash } of queue) {
        if (signal.aborted) return;
        try {
          const from = performance.now();
          const { report, prints } = await gradeOne(submission, options);
          const own = await compareOwnReport(submission.ownReports, report);
          const result = await writeResult(out, { submission: submission.key, report, ...(own && { own }), fingerprints: prints });
          await journal.add({ key: submission.key, hash, result, score: report.score, maxScore: report.maxScore, ms: Math.round(performance.now() - from) });
          progress.tell(submission.key, report.score, report.maxScore);
        } catch (error) {
          if (error instanceof GradeCancelled) return;
          if (error instanceof HumanError || isFull(error)) throw error;
          faults.push({ key: submission.key, error });
        }
      }
    };
    await Promise.all(Array.from({ length: options.jobs }, work));
    progress.end();
  } finally {
    await journal.close();
  }
  if (signal.aborted) throw new HumanError(msg('Cancelled; what is graded is kept in {folder}.', { folder: out }), msg('Go on by --resume.'));
  return { keys: mine.map(({ key }) => key), faults };
}

const isDone = async (entry: Entry | undefined, hash: string, out: string): Promise<boolean> => entry !== undefined && entry.hash === hash && (await hasResult(out, entry.key, entry.result));

/** A full disk is everybody's trouble, and no submission's. */
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');

async function gradeOne(submission: Submission, { grader, exercise, pool, seed, language, dataFolder, signal, dir }: GradeAllOptions): Promise<{ report: GradeReport; prints: number[] }> {
  let source;
  try {
    if (await leadsElsewhere(submission, dir)) throw new HumanError(msg('{file} is a link to another file.', { file: submission.shown }));
    source = { ...(await readSourceForPerson(submission.file)), alone: submission.folder === undefined };
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    // The sentence would name a path of this machine.
    const why = new CheckFailed(msg('{file} is not there, or is a link, or is no TypeScript file in UTF-8 that can be read.', { file: submission.shown }), { status: 'error' });
    return { report: settled(inLanguage(unreadableReport({ grader, seed, file: submission.shown, why }), language), submission), prints: [] };
  }
  const report = await grade({ grader, source, pool, seed, dataFolder, signal, work: exercise.work });
  return { report: settled(inLanguage(report, language), submission), prints: fingerprints(source.text) };
}

/** A link could hand in the work of another, or any file of this machine. */
const leadsElsewhere = async ({ file, shown }: Submission, dir: string): Promise<boolean> => {
  const real = await fs.realpath(file).catch(() => undefined);
  return real !== undefined && real !== path.join(await fs.realpath(dir), ...shown.split('/'));
};

/** Without what differs from machine to machine: times, and where the class's folder lies. */
const settled = (report: GradeReport, { shown }: Submission): GradeReport => ({ ...report, file: shown, durationMs: 0, checks: report.checks.map((check) => ({ ...check, durationMs: 0 })) });
