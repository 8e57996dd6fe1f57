import * as vscode from 'vscode';
import type { Course } from '../course/course';
import type { ChecksOf, Engine } from '../exercises/engine';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import type { CheckReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import type { LocalText } from '../kit/l10n';
import { guarded } from '../kit/log';
import type { FindingsStore } from '../progress/findings';
import { Items } from './items';
import { Runs } from './runs';
import { Watch } from './watch';

export interface TestExplorerDeps {
  course: () => Promise<Course>;
  files: ExerciseFiles;
  language: CourseLanguage;
  findings: FindingsStore;
  checksOf: ChecksOf;
  engine: Engine;
}

/** How long the places of rows may lag behind an edit, in milliseconds. */
const SETTLE = 300;

/** The exercises in VS Code's Test Explorer: run, debug, watch. What other surfaces grade shows here, too. */
export class TestExplorer extends Owner {
  readonly controller = this.own(vscode.tests.createTestController('coursework', 'AI Coursework'));
  private readonly items: Items;
  private readonly runs: Runs;
  /** The reports that rows show, by file and check. */
  private readonly shown = new Map<string, Map<string, CheckReport<LocalText>>>();
  private readonly stale = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** The rows once all changes so far are in them; for tests. */
  ready: Promise<void> = Promise.resolve();

  constructor(private readonly deps: TestExplorerDeps) {
    super();
    const { files, language, findings, course, checksOf, engine } = deps;
    this.items = new Items(this.controller, files, course, checksOf, () => language.current);
    this.runs = new Runs(this.controller, this.items, engine, () => language.current);
    this.addProfiles();
    const refresh = () => (this.ready = this.ready.then(() => this.refresh()));
    this.controller.refreshHandler = async () => {
      await files.scan();
      await refresh();
    };
    this.own(language.onDidChange(() => void refresh()));
    this.own(files.onDidChange(() => this.filesChanged(refresh)));
    this.own(findings.onDidChange((file) => this.showFindings(file)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && this.edited(document)));
    this.own({ dispose: () => this.timers.forEach(clearTimeout) });
    void refresh();
  }

  private addProfiles(): void {
    const { Run, Debug } = vscode.TestRunProfileKind;
    const grade = this.own(this.controller.createRunProfile(vscode.l10n.t('Grade'), Run, (request, token) => this.handle(request, 'grade', token), true, undefined, true));
    grade.supportsContinuousRun = true;
    this.own(this.controller.createRunProfile(vscode.l10n.t('Grade without training'), Run, (request, token) => this.handle(request, 'grade', token, false)));
    this.own(this.controller.createRunProfile(vscode.l10n.t('Debug'), Debug, (request, token) => this.handle(request, 'debug', token), true));
  }

  private async handle(request: vscode.TestRunRequest, how: 'grade' | 'debug', token: vscode.CancellationToken, training = true): Promise<void> {
    if (!request.continuous) {
      await guarded('testExplorer', () => this.runs.run(request, how, token, training ? undefined : ({ check }) => !check.trains))();
      return;
    }
    const watch = new Watch(request, this.items, this.runs);
    token.onCancellationRequested(() => watch.dispose());
    if (token.isCancellationRequested) watch.dispose();
  }

  private async refresh(): Promise<void> {
    await guarded('testExplorer', () => this.items.refresh())();
    for (const { file } of this.deps.files.all) this.showFindings(file.fsPath);
  }

  /** The list of places changes seldom; with every edit the event comes all the same. */
  private filesChanged(refresh: () => Promise<void>): void {
    const there = this.deps.files.all.filter(({ exists }) => exists).map(({ file }) => file.toString());
    const rows: string[] = [];
    this.controller.items.forEach(({ id }) => rows.push(id));
    if (there.sort().join('\n') !== rows.sort().join('\n')) void refresh();
    for (const { file } of this.deps.files.all) this.showFindings(file.fsPath);
  }

  /** Results of another text are marked as outdated, and rows follow their functions. */
  private edited(document: vscode.TextDocument): void {
    const item = this.items.exercise(document.uri);
    if (!item) return;
    const file = document.uri.fsPath;
    if (this.shown.has(file) && !this.stale.has(file)) {
      this.stale.add(file);
      this.controller.invalidateTestResults(item);
    }
    clearTimeout(this.timers.get(file));
    this.timers.set(file, setTimeout(() => void guarded('testExplorer', () => this.items.placeRanges(document.uri))(), SETTLE));
  }

  /** Rows show what is known of the text that the learner sees, whoever found it. */
  private showFindings(file: string): void {
    const found = this.deps.findings.of(file);
    const uri = vscode.Uri.file(file);
    const exercise = this.items.exercise(uri);
    if (!found || !exercise || !this.deps.files.isCurrent(this.deps.files.exerciseOf(uri), found.sha256)) return;
    const before = this.stale.has(file) ? undefined : this.shown.get(file);
    this.stale.delete(file);
    this.shown.set(file, new Map(found.checks));
    if (this.runs.isOwn(file)) return;
    const rows = this.items.checksBelow([exercise]).flatMap((item) => {
      const row = this.items.row(item);
      const check = row?.kind === 'check' ? found.checks.get(row.check.id) : undefined;
      return check && before?.get(check.id) !== check ? [{ item, check }] : [];
    });
    if (rows.length > 0) this.runs.show(rows, found.output);
  }
}

