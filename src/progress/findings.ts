import type { Observed } from '../grading/observed';
import type { CheckReport, GradeReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import type { LocalText } from '../kit/l10n';

/** What is known of one text of a learner's file. */
export interface Findings {
  exercise: string;
  /** Absolute path. */
  file: string;
  /** Of the text's bytes; a surface shows findings for this text only (`ExerciseFiles.isCurrent`). */
  sha256: string;
  /** By id, in the order in which the grader has them; some only, where a part was graded. */
  checks: ReadonlyMap<string, CheckReport<LocalText>>;
  /** The text itself and what the runner saw, where it was run or graded in this window. */
  observed?: Observed & { text: string };
  /** What the learner's code printed at the last run or grade. */
  output: string;
}

/** The newest findings of every file, in memory: of whole grades, of parts and of runs. */
export class FindingsStore extends Owner {
  private readonly byFile = new Map<string, Findings>();
  private readonly changed = this.own(new Emitter<string>());
  /** Findings of this file (absolute path) changed. */
  readonly onDidChange = this.changed.event;

  of(file: string): Findings | undefined {
    return this.byFile.get(file);
  }

  /** Adds what a grade, whole or in part, found. Checks of the same text that it did not run stay. */
  addReport(report: GradeReport<LocalText>): void {
    const before = this.sameText(report);
    const checks = new Map(before?.checks);
    for (const check of report.checks) checks.set(check.id, check);
    // A file that loads now has no more trouble with loading.
    if (!report.checks.some(({ id }) => id === 'load')) checks.delete('load');
    this.set({ exercise: report.exercise, file: report.file, sha256: report.sha256, checks, observed: before?.observed, output: report.output });
  }

  /** Adds what the runner saw; of a probe that came by nothing this time, what was seen before stays. */
  addObserved(of: { exercise: string; file: string; sha256: string }, text: string, seen: Observed, output?: string): void {
    const before = this.sameText(of);
    const traces = new Map((before?.observed?.traces ?? []).map((trace) => [trace.probe, trace]));
    for (const trace of seen.traces) traces.set(trace.probe, trace);
    const leaks = new Map((before?.observed?.leaks ?? []).map((leak) => [leak.function, leak]));
    for (const leak of seen.leaks) leaks.set(leak.function, leak);
    this.set({ ...of, checks: before?.checks ?? new Map(), output: output ?? before?.output ?? '', observed: { text, traces: [...traces.values()], leaks: [...leaks.values()] } });
  }

  private sameText({ file, sha256 }: { file: string; sha256: string }): Findings | undefined {
    const before = this.byFile.get(file);
    return before?.sha256 === sha256 ? before : undefined;
  }

  private set(findings: Findings): void {
    this.byFile.set(findings.file, findings);
    this.changed.fire(findings.file);
  }
}
