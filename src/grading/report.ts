/** GradeReport is a contract with other programs (design.md): its fields and their spelling are fixed. */

export const REPORT_SCHEMA_VERSION = 1;
/** Raised whenever a change of the checks can change a score. */
export const GRADER_VERSION = '1.1.2';

export type CheckStatus = 'passed' | 'failed' | 'error' | 'timeout' | 'crashed' | 'skipped';
export type Verdict = 'passed' | 'partial' | 'failed' | 'error';

/** A place in the learner's file; both count from 1. */
export interface Location {
  line: number;
  column: number;
}

/** `Text` is `string` in the report, and a message in every language while it waits for its reader. */
export interface CheckReport<Text = string> {
  id: string;
  function: string;
  title: Text;
  points: number;
  maxPoints: number;
  status: CheckStatus;
  message: Text;
  knownBug?: string;
  location?: Location;
  /** Plain values as text, for a person to compare. */
  expected?: string;
  actual?: string;
  durationMs: number;
}

export interface GradeReport<Text = string> {
  schemaVersion: typeof REPORT_SCHEMA_VERSION;
  exercise: string;
  /** Absolute path of the file that was graded. */
  file: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  sha256: string;
  graderVersion: string;
  seed: number;
  backend: string;
  device: string;
  score: number;
  maxScore: number;
  verdict: Verdict;
  checks: CheckReport<Text>[];
  /** What the learner's code printed, stdout and stderr together, cut where it was too long. */
  output: string;
  durationMs: number;
}
