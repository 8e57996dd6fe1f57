import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { inAllLanguages, msg, type LocalText } from '../kit/l10n';
import type { Forbidden } from '../runner/protocol/messages';
import type { RunnerPool } from '../runner/pool';
import type { Source } from '../runner/sources';
import { CheckFailed, type Check, type CheckContext, type Grader, type TrainingProgress } from './check';
import { GRADER_VERSION, REPORT_SCHEMA_VERSION, type CheckReport, type CheckStatus, type GradeReport, type Verdict } from './report';
import { GradeCancelled, Session, type SessionOptions } from './session';

export { GradeCancelled } from './session';

export interface GradeOptions extends SessionOptions {
  grader: Grader;
  source: Source;
  pool: RunnerPool;
  /** 1 or more. */
  seed: number;
  /** dist/data, for graders that need more data than code can hold. */
  dataFolder?: string;
  onTraining?: (progress: TrainingProgress) => void;
  onCheck?: (check: CheckReport<LocalText>, done: number, total: number) => void;
}

/**
 * Grades a learner's file. The verdict comes from numbers that the runner sends and from nothing else; a
 * check without an answer is never passed.
 * @throws GradeCancelled when `signal` is aborted
 */
export async function grade(options: GradeOptions): Promise<GradeReport<LocalText>> {
  const { grader, source, seed } = options;
  const started = performance.now();
  const session = new Session(options.pool, source, grader, options);
  const reports: CheckReport<LocalText>[] = [];
  const { challenges = [] } = grader;
  const record = (check: CheckReport<LocalText>) => {
    reports.push(check);
    options.onCheck?.(check, reports.length, grader.checks.length + challenges.length);
  };
  let loaded = false;
  try {
    try {
      await session.load();
      loaded = true;
    } catch (error) {
      const problem = asFailure(error);
      record({ ...reportOf(loadCheck, problem, performance.now() - started), maxPoints: 0 });
      const skipped = new CheckFailed(msg('Not checked, because the file does not load.'), { status: 'skipped' });
      for (const check of [...grader.checks, ...challenges]) record(reportOf(check, skipped, 0));
    }
    if (loaded) {
      const once = new Map<string, Promise<unknown>>();
      for (const check of [...grader.checks, ...challenges]) {
        const from = performance.now();
        const problem = challenges.includes(check) && !session.exports(check.function) ? notTried(check.function) : await runCheck(check, contextFor(session, once, options, reports));
        record(reportOf(check, problem, performance.now() - from));
      }
    }
  } finally {
    await session.end();
  }
  if (options.signal?.aborted) throw new GradeCancelled();

  const score = round(reports.reduce((sum, check) => sum + check.points, 0));
  const maxScore = grader.checks.reduce((sum, check) => sum + check.points, 0);
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    exercise: grader.exercise,
    file: source.file,
    sha256: sha256(source.bytes),
    graderVersion: GRADER_VERSION,
    seed,
    backend: session.hello?.backend ?? 'none',
    device: session.hello?.device ?? 'none',
    score,
    maxScore,
    verdict: verdictOf(loaded, score, maxScore, reports.slice(0, reports.length - challenges.length)),
    checks: reports,
    output: session.output,
    durationMs: Math.round(performance.now() - started),
  };
}

/** The report of a file that cannot be read: nothing was checked. */
export function unreadableReport({ grader, seed, file, why }: { grader: Grader; seed: number; file: string; why: CheckFailed }): GradeReport<LocalText> {
  const skipped = new CheckFailed(msg('Not checked, because the file does not load.'), { status: 'skipped' });
  const checks = [{ ...reportOf(loadCheck, why, 0), maxPoints: 0 }, ...[...grader.checks, ...(grader.challenges ?? [])].map((check) => reportOf(check, skipped, 0))];
  const maxScore = grader.checks.reduce((sum, check) => sum + check.points, 0);
  return { schemaVersion: REPORT_SCHEMA_VERSION, exercise: grader.exercise, file, sha256: '', graderVersion: GRADER_VERSION, seed, backend: 'none', device: 'none', score: 0, maxScore, verdict: 'error', checks, output: '', durationMs: 0 };
}

/** The report in one language, as the contract has it. */
export function inLanguage(report: GradeReport<LocalText>, language: keyof LocalText): GradeReport {
  return { ...report, checks: report.checks.map((check) => ({ ...check, title: check.title[language], message: check.message[language] })) };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const notTried = (name: string) => new CheckFailed(msg('Not tried. Export `{name}` if you like; it is worth no points.', { name }), { status: 'skipped' });

const loadCheck = { id: 'load', function: '', title: msg('The file loads'), points: 0 };

function contextFor(session: Session, once: Map<string, Promise<unknown>>, { seed, dataFolder, onTraining }: GradeOptions, reports: CheckReport<LocalText>[]): CheckContext {
  return {
    seed,
    call: (name, args, options) => session.call(name, args, { ...options, seed: options?.seed ?? seed }),
    read: (file) => {
      if (dataFolder === undefined) throw new Error('this grader needs the data folder');
      return fs.readFile(path.join(dataFolder, file));
    },
    processes: () => session.processes,
    training: (progress) => onTraining?.(progress),
    once: <T>(key: string, make: () => Promise<T>) => {
      if (!once.has(key)) once.set(key, make());
      return once.get(key) as Promise<T>;
    },
    statusOf: (id): CheckStatus | undefined => reports.find((report) => report.id === id)?.status,
    forbiddenSoFar: (): ReadonlySet<Forbidden> => session.forbiddenSoFar,
  };
}

async function runCheck(check: Check, context: CheckContext): Promise<CheckFailed | undefined> {
  try {
    await check.run(context);
    return undefined;
  } catch (error) {
    return asFailure(error);
  }
}

/** Anything but a finding about the learner's code is our own fault and must not become a verdict. */
function asFailure(error: unknown): CheckFailed {
  if (error instanceof CheckFailed) return error;
  throw error;
}

function reportOf(check: Pick<Check, 'id' | 'function' | 'title' | 'points'>, problem: CheckFailed | undefined, durationMs: number): CheckReport<LocalText> {
  const { status = 'failed', points = 0, expected, actual, location, knownBug } = problem?.detail ?? {};
  return {
    id: check.id,
    function: check.function,
    title: inAllLanguages(check.title),
    points: problem ? Math.min(points, check.points) : check.points,
    maxPoints: check.points,
    status: problem ? status : 'passed',
    message: inAllLanguages(problem ? problem.why : msg('Right.')),
    ...(knownBug !== undefined && { knownBug }),
    ...(location !== undefined && { location }),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    durationMs: Math.round(durationMs),
  };
}

function verdictOf(loaded: boolean, score: number, maxScore: number, reports: CheckReport<LocalText>[]): Verdict {
  if (!loaded || reports.length === 0 || maxScore === 0) return 'error';
  if (score === maxScore && reports.every((report) => report.status === 'passed')) return 'passed';
  return score > 0 ? 'partial' : 'failed';
}

const round = (score: number) => Math.round(score * 100) / 100;
