import * as v from 'valibot';
import type { GradeReport } from '../grading/report';
import type { LocalText } from '../kit/l10n';

export const PROGRESS_SCHEMA_VERSION = 1;

const count = v.pipe(v.number(), v.minValue(0));

const attempt = v.object({
  id: v.string(),
  exercise: v.string(),
  file: v.string(),
  sha256: v.string(),
  score: count,
  maxScore: count,
  verdict: v.picklist(['passed', 'partial', 'failed', 'error']),
  graderVersion: v.string(),
  seed: v.number(),
  backend: v.string(),
  /** Hints of this exercise that had been shown by then, each step counted once; absent where there were none. */
  hintsUsed: v.optional(count),
  /** ISO 8601, UTC. */
  at: v.string(),
});

const hintsSeen = v.object({
  /** Steps shown so far, 1 or more. */
  seen: count,
  /** The text that was graded when the last of them was shown: the next one waits for another. */
  sha256: v.string(),
  at: v.string(),
});

const quizAnswer = v.object({
  /** At the last try. */
  right: v.boolean(),
  /** Right at the first try of this round. */
  firstTry: v.boolean(),
  /** Since the round began; 0 where the learner has started over. */
  tries: count,
  /** Comes back before the round ends. */
  due: v.boolean(),
  at: v.string(),
});

const localText = v.object({ 'zh-cn': v.string(), en: v.string() });
/** Reports are shown again after a restart; what a page reads of them is checked, the rest is kept as it is. */
const storedReport = v.looseObject({
  exercise: v.string(),
  file: v.string(),
  sha256: v.string(),
  score: count,
  maxScore: count,
  output: v.string(),
  checks: v.array(v.looseObject({ id: v.string(), title: localText, message: localText, status: v.string(), points: count, maxPoints: count })),
});

const schema = v.object({
  schemaVersion: v.literal(PROGRESS_SCHEMA_VERSION),
  attempts: v.array(attempt),
  /** By page id; the later statement counts. */
  read: v.record(v.string(), v.object({ read: v.boolean(), at: v.string() })),
  /** By `page#question`; the later statement counts. Files of before there were questions have none. */
  answers: v.optional(v.record(v.string(), quizAnswer), {}),
  /** By `exercise#check`; the further step counts. Files of before there were hints have none. */
  hints: v.optional(v.record(v.string(), hintsSeen), {}),
  /** The last report of each exercise. */
  reports: v.record(v.string(), v.object({ at: v.string(), report: storedReport })),
});

export type Attempt = v.InferOutput<typeof attempt>;
export type QuizAnswer = v.InferOutput<typeof quizAnswer>;
export type HintsSeen = v.InferOutput<typeof hintsSeen>;
export interface ProgressData {
  schemaVersion: typeof PROGRESS_SCHEMA_VERSION;
  attempts: Attempt[];
  read: Record<string, { read: boolean; at: string }>;
  answers: Record<string, QuizAnswer>;
  hints: Record<string, HintsSeen>;
  reports: Record<string, { at: string; report: GradeReport<LocalText> }>;
}

export const emptyProgress = (): ProgressData => ({ schemaVersion: PROGRESS_SCHEMA_VERSION, attempts: [], read: {}, answers: {}, hints: {}, reports: {} });

/** @throws Error where the text is not a progress file of this version */
export function parseProgress(text: string): ProgressData {
  return v.parse(schema, JSON.parse(text)) as unknown as ProgressData;
}

/** True for a file that a later version of the extension wrote; it must not be overwritten. */
export function isFromTheFuture(text: string): boolean {
  try {
    const version = (JSON.parse(text) as { schemaVersion?: unknown } | null)?.schemaVersion;
    return typeof version === 'number' && version > PROGRESS_SCHEMA_VERSION;
  } catch {
    return false;
  }
}

/** Both histories together. Attempts are told apart by id; of two statements about a page or a question the later counts, of two about hints the further. */
export function merge(a: ProgressData, b: ProgressData): ProgressData {
  const attempts = new Map([...a.attempts, ...b.attempts].map((one) => [one.id, one]));
  const later = <T extends { at: string }>(x: Record<string, T>, y: Record<string, T>): Record<string, T> => {
    const result = { ...x };
    for (const [key, value] of Object.entries(y)) if (!result[key] || result[key].at <= value.at) result[key] = value;
    return result;
  };
  const further = (x: Record<string, HintsSeen>, y: Record<string, HintsSeen>): Record<string, HintsSeen> => {
    const result = { ...x };
    for (const [key, value] of Object.entries(y)) {
      const known = result[key];
      if (!known || known.seen < value.seen || (known.seen === value.seen && known.at <= value.at)) result[key] = value;
    }
    return result;
  };
  return {
    schemaVersion: PROGRESS_SCHEMA_VERSION,
    attempts: [...attempts.values()].sort((x, y) => x.at.localeCompare(y.at) || x.id.localeCompare(y.id)),
    read: later(a.read, b.read),
    answers: later(a.answers, b.answers),
    hints: further(a.hints, b.hints),
    reports: later(a.reports, b.reports),
  };
}
