import type { GradeReport, Verdict } from '../../grading/report';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';
import type { OwnReport } from './ownReport';
import type { Result } from './results';
import { similarPairs, type Pair } from './similarity';

export interface Row {
  submission: string;
  verdict: Verdict;
  score: number;
  maxScore: number;
  sha256: string;
  /** Ids of the checks that lost points. */
  lost: string[];
  knownBugs: string[];
  own?: OwnReport;
}

/** What `summary.json` holds: a class at a glance. The same results give the same bytes. */
export interface Summary {
  schemaVersion: 1;
  exercise: string;
  graderVersion: string;
  seed: number;
  submissions: Row[];
  /** How many scores lie in 0–9, 10–19, …, 90–99, and how many are full marks. */
  distribution: number[];
  /** Checks by how many lost points there, the hardest first. */
  checks: { id: string; title: string; lost: number }[];
  knownBugs: { id: string; count: number; message: string }[];
  /** Pairs of submissions that share code: a hint where to read, not a finding. */
  similar: Pair[];
}

/** Takes results one by one and keeps of each no more than its row and its fingerprints. */
export class Summarizer {
  private readonly rows: Row[] = [];
  private readonly checks = new Map<string, { title: string; lost: number }>();
  private readonly bugs = new Map<string, { count: number; message: string }>();
  private readonly prints = new Map<string, number[]>();
  private terms?: Pick<GradeReport, 'exercise' | 'graderVersion' | 'seed'>;

  /** @throws HumanError where results of different runs are mixed */
  add({ submission, report, own, fingerprints }: Result): void {
    const { exercise, graderVersion, seed, verdict, score, maxScore, sha256 } = report;
    this.terms ??= { exercise, graderVersion, seed };
    if (exercise !== this.terms.exercise || graderVersion !== this.terms.graderVersion || seed !== this.terms.seed) {
      throw new HumanError(msg('The result of “{submission}” was made with other settings than the rest (exercise {exercise}, grader {grader}, seed {seed}).', { submission, exercise, grader: graderVersion, seed }), msg('Grade all shards with the same ones.'));
    }
    const lost = report.checks.filter((check) => check.points < check.maxPoints);
    const knownBugs = [...new Set(lost.flatMap((check) => check.knownBug ?? []))].sort();
    this.rows.push({ submission, verdict, score, maxScore, sha256, lost: lost.map((check) => check.id), knownBugs, ...(own && { own }) });
    for (const check of report.checks) {
      if (check.maxPoints === 0) continue;
      const entry = this.checks.get(check.id) ?? { title: check.title, lost: 0 };
      if (check.points < check.maxPoints) entry.lost++;
      this.checks.set(check.id, entry);
    }
    for (const id of knownBugs) {
      const entry = this.bugs.get(id) ?? { count: 0, message: lost.find((check) => check.knownBug === id)!.message };
      entry.count++;
      this.bugs.set(id, entry);
    }
    if (fingerprints.length > 0) this.prints.set(submission, fingerprints);
  }

  /** @param common fingerprints of what everybody was given */
  finish(common: ReadonlySet<number>): Summary {
    const { exercise = '', graderVersion = '', seed = 0 } = this.terms ?? {};
    const distribution = new Array<number>(11).fill(0);
    for (const { score, maxScore } of this.rows) distribution[maxScore > 0 ? Math.min(10, Math.floor((10 * score) / maxScore)) : 0]!++;
    return {
      schemaVersion: 1,
      exercise,
      graderVersion,
      seed,
      submissions: this.rows,
      distribution,
      checks: [...this.checks].map(([id, entry]) => ({ id, ...entry })).sort((a, b) => b.lost - a.lost || (a.id < b.id ? -1 : 1)),
      knownBugs: [...this.bugs].map(([id, entry]) => ({ id, ...entry })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
      similar: similarPairs(this.prints, common),
    };
  }
}

/** The table of a class, one row for each submission, as cells. */
export function table(summary: Summary): (string | number)[][] {
  const ids = summary.checks.map(({ id }) => id).sort();
  return [
    ['submission', 'verdict', 'score', 'maxScore', ...ids.map((id) => `lost ${id}`), 'knownBugs', 'ownReport', 'sha256'],
    ...summary.submissions.map(({ submission, verdict, score, maxScore, lost, knownBugs, own, sha256 }) => [submission, verdict, score, maxScore, ...ids.map((id) => (lost.includes(id) ? 1 : 0)), knownBugs.join(' '), own ?? '', sha256]),
  ];
}
