import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { MicroscopeOutcome } from '../grading/microscope';
import { Owner } from '../kit/disposable';
import type { Event } from '../kit/emitter';
import { HumanError } from '../kit/humanError';
import { COMMANDS, PANELS } from '../kit/ids';
import { inAllLanguages, LANGUAGES, msg, type Language, type LocalText } from '../kit/l10n';
import { guarded, log } from '../kit/log';
import type { FindingsStore } from '../progress/findings';
import { anchorOf } from '../syntax/anchors';
import { resultField } from '../syntax/resultField';
import { SourceText } from '../syntax/sourceText';
import { STATE_VERSION, type Examined, type MicroscopePageToHost, type MicroscopeState, type MicroscopeView } from './messages';
import { MicroscopePanel } from './panel';
import { microscopeStrings } from './strings';
import { examinedView } from './view';

export interface Surroundings {
  extensionUri: vscode.Uri;
  /** The exercise whose gradients can be looked at, and the function that gives them. */
  exercise: string;
  function: string;
  language: { readonly current: Language; onDidChange: Event<Language>; set(language: Language): Promise<void> };
  files: ExerciseFiles;
  findings: FindingsStore;
  /** Done before anything is put into words. */
  ready: () => Promise<unknown>;
  /** Runs the learner's code; the room `training` does it. @throws HumanError where it cannot start */
  examine: (file: vscode.Uri, token: vscode.CancellationToken) => Promise<MicroscopeOutcome>;
  /** The exercise is being run or graded, so that `examine` would be refused. */
  isBusy: (exercise: string) => boolean;
  onDidChangeBusy: Event<string>;
}

/** The page on which a learner's gradients are held against numeric ones, and the way from there to the line. */
export class Microscope extends Owner {
  private panel?: MicroscopePanel;
  private file?: vscode.Uri;
  private examined?: Examined;
  private refusal?: LocalText;
  private running?: { cancel: vscode.CancellationTokenSource; done: Promise<void> };
  /** The findings are of another text than what is shown: to be looked at again once that is possible. */
  private due = false;

  constructor(private readonly around: Surroundings) {
    super();
    const { files, findings, language } = around;
    this.own(language.onDidChange((current) => this.panel?.setLanguage(current)));
    this.own(files.onDidChange(() => void guarded('microscope', () => this.followFile())()));
    this.own(findings.onDidChange((file) => this.followFindings(file)));
    this.own(around.onDidChangeBusy(() => this.refresh()));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => void guarded('microscope', () => this.panel && this.refusal && this.examine())()));
    this.own(vscode.window.registerWebviewPanelSerializer(PANELS.gradients, { deserializeWebviewPanel: async (panel, state) => void (await guarded('microscope', () => this.restore(panel, state as MicroscopeState | undefined))()) }));
    this.own({ dispose: () => this.running?.cancel.cancel() });
    this.own({ dispose: () => void this.panel?.panel.dispose() });
  }

  /**
   * Opens the page and looks at the gradients, unless those shown are of this very text.
   * @param file the learner's file; without one, where the exercise stands in the workspace
   * @param about whose map is brought into sight: a parameter (`W1`), or the check of its gradient (`backward-W1`)
   */
  async open(file?: vscode.Uri, about?: string): Promise<void> {
    await this.around.ready();
    this.panel ??= this.adopt(vscode.window.createWebviewPanel(PANELS.gradients, microscopeStrings()[this.around.language.current].title, vscode.ViewColumn.Beside, { enableScripts: true, enableFindWidget: true }));
    this.panel.panel.reveal();
    if (about !== undefined) this.panel.want(about.slice(about.lastIndexOf('-') + 1));
    await this.around.files.scan();
    this.turnTo(file ?? this.placeNow());
    this.draw();
    if (this.file && !this.isRunning && (!this.examined || this.stale)) await this.examine();
  }

  /** What the page shows, for tests. */
  get shown(): MicroscopeView | undefined {
    return this.panel?.shown;
  }

  private adopt(webviewPanel: vscode.WebviewPanel): MicroscopePanel {
    const closed = () => {
      this.panel = undefined;
      this.running?.cancel.cancel();
    };
    this.panel = new MicroscopePanel(webviewPanel, this.around.extensionUri, this.around.language.current, { onMessage: (message) => void guarded('microscope', () => this.receive(message))(), onViewState: () => this.refresh(), onClose: closed });
    return this.panel;
  }

  /** After a reload of the window: what was shown then, without running anything. */
  private async restore(webviewPanel: vscode.WebviewPanel, state: MicroscopeState | undefined): Promise<void> {
    const panel = this.adopt(webviewPanel);
    await Promise.all([this.around.ready(), this.around.files.scan()]);
    const known = state?.version === STATE_VERSION ? state : undefined;
    const before = known?.uri === undefined ? undefined : vscode.Uri.parse(known.uri);
    this.turnTo(before && this.around.files.exerciseOf(before)?.exists ? before : this.placeNow());
    if (before && this.file?.toString() === before.toString()) this.examined = known?.examined;
    panel.setLanguage(this.around.language.current);
    this.draw();
  }

  /** Where the exercise stands in the workspace; the file at hand before others. */
  private placeNow(): vscode.Uri | undefined {
    const places = this.around.files.of(this.around.exercise).filter(({ exists }) => exists);
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    return (places.find(({ file }) => [active, this.file?.toString()].includes(file.toString())) ?? places[0])?.file;
  }

  private turnTo(file: vscode.Uri | undefined): void {
    if (file?.toString() === this.file?.toString()) return;
    this.running?.cancel.cancel();
    this.file = file;
    this.examined = undefined;
    this.refusal = undefined;
    this.due = false;
  }

  private async examine(): Promise<void> {
    const { file } = this;
    if (!file) return;
    const before = this.running;
    before?.cancel.cancel();
    const cancel = new vscode.CancellationTokenSource();
    this.due = false;
    const done = (async () => {
      await before?.done;
      if (!cancel.token.isCancellationRequested) await this.look(file, cancel.token);
    })();
    // Whoever waits for its end, for whatever reason it ends, waits for no reason of failure.
    const running = (this.running = { cancel, done: done.then(() => undefined, () => undefined) });
    this.draw();
    try {
      await done;
    } finally {
      if (this.running === running) this.running = undefined;
      cancel.dispose();
      this.draw();
      this.refresh();
    }
  }

  private async look(file: vscode.Uri, token: vscode.CancellationToken): Promise<void> {
    try {
      const outcome = await this.around.examine(file, token);
      if (outcome.status === 'cancelled' || file.toString() !== this.file?.toString()) return;
      this.examined = examinedView(outcome);
      this.refusal = undefined;
    } catch (error) {
      if (!(error instanceof HumanError)) {
        this.refusal = inAllLanguages(msg('Looking at the gradients ended in an error. The log has the details.'));
        throw error;
      }
      // Whatever keeps the exercise busy comes to an end.
      this.due = this.around.isBusy(this.around.exercise);
      this.refusal = Object.fromEntries(LANGUAGES.map((language) => [language, error.in(language)])) as LocalText;
    }
  }

  private async receive(message: Exclude<MicroscopePageToHost, { type: 'ready' }>): Promise<void> {
    switch (message.type) {
      case 'language':
        if (LANGUAGES.includes(message.language)) await this.around.language.set(message.language);
        return;
      case 'run':
        return this.isRunning ? undefined : this.examine();
      case 'cancel':
        this.running?.cancel.cancel();
        return;
      case 'scaffold':
        await vscode.commands.executeCommand(COMMANDS.scaffoldExercise, this.around.exercise);
        return;
      case 'goto':
        return this.goTo(message.parameter);
      case 'fault':
        log().error(`[microscope page] ${message.stack ?? message.message}`);
        return;
      default:
        message satisfies never;
    }
  }

  /** Opens the learner's file where the gradient of a parameter is made, found in the text as it is now. */
  private async goTo(parameter: string | undefined): Promise<void> {
    const { file, examined } = this;
    if (!file) return;
    const document = await vscode.workspace.openTextDocument(file);
    const failure = parameter === undefined && !this.stale ? examined?.failure : undefined;
    const range = failure?.line === undefined ? this.placeIn(document, parameter) : pointAt(document, failure.line, failure.column ?? 1);
    // At the start, and the cursor stays there: at the end of a long line it would push the text out of sight.
    const editor = await vscode.window.showTextDocument(document, { viewColumn: this.columnFor(file), preview: false, selection: new vscode.Range(range.start, range.start) });
    editor.selection = new vscode.Selection(range.end, range.start);
  }

  private placeIn(document: vscode.TextDocument, parameter: string | undefined): vscode.Range {
    const source = new SourceText(document.getText());
    const anchor = anchorOf(source, this.around.function);
    const { from, to } = !anchor ? { from: 0, to: 0 } : parameter === undefined ? anchor.nameSpan : resultField(source, anchor, parameter);
    return new vscode.Range(document.positionAt(from), document.positionAt(to));
  }

  /** Where the file is open already, or beside the page: never over it. */
  private columnFor(file: vscode.Uri): vscode.ViewColumn {
    const own = this.panel?.panel.viewColumn;
    const open = vscode.window.tabGroups.all.find(({ viewColumn, tabs }) => viewColumn !== own && tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === file.toString()));
    return open?.viewColumn ?? (own === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One);
  }

  private get isRunning(): boolean {
    return this.running !== undefined && !this.running.cancel.token.isCancellationRequested;
  }

  private get stale(): boolean {
    const { file, examined } = this;
    return file !== undefined && examined !== undefined && !this.around.files.isCurrent(this.around.files.exerciseOf(file), examined.sha256);
  }

  /** The exercise came, went or was edited. */
  private async followFile(): Promise<void> {
    if (!this.panel) return;
    const there = this.file && this.around.files.exerciseOf(this.file)?.exists;
    if (!there) {
      const place = this.placeNow();
      if (!this.file && !place) return;
      this.turnTo(place);
      this.draw();
      if (place) await this.examine();
      return;
    }
    // Every key that is pressed comes by here: the page hears of it when there is news.
    if (this.panel.shown && this.panel.shown.stale !== this.stale) this.draw();
  }

  private followFindings(file: string): void {
    if (!this.panel || this.file?.fsPath !== file || this.around.findings.of(file)?.sha256 === this.examined?.sha256) return;
    this.due = true;
    this.refresh();
  }

  private refresh(): void {
    if (!this.due || !this.panel?.panel.visible || this.isRunning || this.around.isBusy(this.around.exercise)) return;
    void guarded('microscope', () => this.examine())();
  }

  private draw(): void {
    const { file, examined, refusal } = this;
    this.panel?.show({ uri: file?.toString(), file: file && vscode.workspace.asRelativePath(file), function: this.around.function, running: this.isRunning, stale: this.stale, examined, refusal });
  }
}

function pointAt(document: vscode.TextDocument, line: number, column: number): vscode.Range {
  const point = document.validatePosition(new vscode.Position(line - 1, column - 1));
  return document.getWordRangeAtPosition(point) ?? new vscode.Range(point, point);
}
