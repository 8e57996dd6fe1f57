import * as vscode from 'vscode';
import type { Engine, Part } from '../exercises/engine';
import type { CheckReport } from '../grading/report';
import { HumanError } from '../kit/humanError';
import type { Language, LocalText } from '../kit/l10n';
import { localized } from '../kit/log';
import type { Items, Row } from './items';
import { forTerminal, tell } from './results';

type CheckRow = Extract<Row, { kind: 'check' }>;

/** What of one file is to be graded, and the rows that wait for it. */
interface Errand {
  file: vscode.Uri;
  part: Part;
  rows: Map<string, vscode.TestItem>;
}

/** Runs what the Test Explorer asks for, with the engine and the reports of the Grade command. */
export class Runs {
  /** Files whose findings this class is about to tell itself. */
  private readonly own = new Set<string>();

  constructor(
    private readonly controller: vscode.TestController,
    private readonly items: Items,
    private readonly engine: Engine,
    private readonly language: () => Language,
  ) {}

  /** True while a run of the Test Explorer grades this file (absolute path). */
  isOwn(file: string): boolean {
    return this.own.has(file);
  }

  /**
   * Grades (or debugs) what a request names and tells the results.
   * @param wanted leaves out rows that are not wanted now
   */
  async run(request: vscode.TestRunRequest, how: 'grade' | 'debug', token: vscode.CancellationToken, wanted: (row: CheckRow) => boolean = () => true): Promise<void> {
    const run = this.controller.createTestRun(request);
    // The button of the run itself, and whoever asked for it.
    const cancel = new vscode.CancellationTokenSource();
    const listeners = [token, run.token].map((one) => one.onCancellationRequested(() => cancel.cancel()));
    if (token.isCancellationRequested) cancel.cancel();
    try {
      const errands = this.errands(request, wanted);
      for (const { rows } of errands) rows.forEach((item) => run.enqueued(item));
      for (const errand of errands) {
        if (cancel.token.isCancellationRequested) errand.rows.forEach((item) => run.skipped(item));
        else await this.do(errand, run, how, cancel.token);
      }
    } finally {
      run.end();
      for (const listener of listeners) listener.dispose();
      cancel.dispose();
    }
  }

  /** Shows results that came from elsewhere: the Grade command, a lens, an earlier session. */
  show(rows: readonly { item: vscode.TestItem; check: CheckReport<LocalText> }[], output: string): void {
    const request = new vscode.TestRunRequest(rows.map(({ item }) => item), undefined, undefined, false, true);
    const run = this.controller.createTestRun(request, vscode.l10n.t('Grade'), false);
    for (const { item, check } of rows) tell(run, item, check, this.language());
    if (output) run.appendOutput(forTerminal(output));
    run.end();
  }

  private errands(request: vscode.TestRunRequest, wanted: (row: CheckRow) => boolean): Errand[] {
    const excluded = new Set(request.exclude?.length ? this.items.checksBelow(request.exclude).map(({ id }) => id) : []);
    const errands = new Map<string, Errand & { all: number }>();
    for (const item of this.items.checksBelow(request.include)) {
      const row = this.items.row(item) as CheckRow;
      if (excluded.has(item.id) || !wanted(row)) continue;
      const key = row.place.file.toString();
      const exercise = this.items.exercise(row.place.file);
      const errand = errands.get(key) ?? { file: row.place.file, part: {}, rows: new Map(), all: exercise ? this.items.checksBelow([exercise]).length : 0 };
      errand.rows.set(row.check.id, item);
      errands.set(key, errand);
    }
    // All checks of a file are a whole grade, which counts as an attempt.
    return [...errands.values()].map(({ all, ...errand }) => (errand.rows.size === all ? errand : { ...errand, part: { checks: [...errand.rows.keys()] } }));
  }

  private async do({ file, part, rows }: Errand, run: vscode.TestRun, how: 'grade' | 'debug', token: vscode.CancellationToken): Promise<void> {
    const waiting = new Map(rows);
    const start = () => {
      const [next] = waiting.values();
      if (next) run.started(next);
    };
    const exercise = this.items.exercise(file);
    this.own.add(file.fsPath);
    start();
    try {
      const report = await this.engine[how](file, part, {
        token,
        quiet: true,
        onOutput: (text) => run.appendOutput(forTerminal(text)),
        onCheck: (check) => {
          const item = waiting.get(check.id);
          if (item) tell(run, item, check, this.language());
          else if (check.id === 'load' && exercise) tell(run, exercise, check, this.language());
          waiting.delete(check.id);
          start();
        },
      });
      if (report) run.appendOutput(`\r\n${vscode.l10n.t('{0} of {1} points', report.score, report.maxScore)} (${report.backend})\r\n`);
    } catch (error) {
      if (!(error instanceof HumanError)) throw error;
      const why = new vscode.TestMessage([error.sentence, error.remedy].flatMap((part) => (part ? localized(part) : [])).join(' '));
      if (exercise) run.errored(exercise, why);
    } finally {
      this.own.delete(file.fsPath);
      waiting.forEach((item) => run.skipped(item));
    }
  }
}
