import fs from 'node:fs/promises';
import type { GradeReport } from '../../grading/report';

/**
 * How a report that came with a submission compares with ours: `same`, or the first thing that differs. Only
 * with the same source, grader and seed is another score worth a question.
 */
export type OwnReport = 'same' | 'unreadable' | 'otherExercise' | 'otherSource' | 'otherGrader' | 'otherSeed' | 'otherScore';

/** @param files where it may lie; the first that is there counts */
export async function compareOwnReport(files: readonly string[], ours: GradeReport): Promise<OwnReport | undefined> {
  const [file] = files;
  if (file === undefined) return undefined;
  let theirs: Partial<GradeReport>;
  try {
    if ((await fs.stat(file)).size > 5_000_000) return 'unreadable';
    theirs = JSON.parse(await fs.readFile(file, 'utf8')) as Partial<GradeReport>;
  } catch {
    return 'unreadable';
  }
  if (typeof theirs !== 'object' || theirs === null || typeof theirs.sha256 !== 'string') return 'unreadable';
  if (theirs.exercise !== ours.exercise) return 'otherExercise';
  if (theirs.sha256 !== ours.sha256) return 'otherSource';
  if (theirs.graderVersion !== ours.graderVersion) return 'otherGrader';
  if (theirs.seed !== ours.seed) return 'otherSeed';
  return theirs.score === ours.score ? 'same' : 'otherScore';
}
