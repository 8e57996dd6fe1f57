import * as vscode from 'vscode';
import { Owner } from '../kit/disposable';
import { SourceText } from '../syntax/sourceText';
import { functionsTouched } from './changed';
import type { Items, Row } from './items';
import type { Runs } from './runs';

/** Several saves in a row are one, in milliseconds. */
const QUIET_TIME = 400;

/** Continuous run: after each save, grades the functions that the edits can have changed. */
export class Watch extends Owner {
  private readonly texts = new Map<string, SourceText>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private running?: { done: Promise<void>; cancel: vscode.CancellationTokenSource };

  constructor(
    private readonly request: vscode.TestRunRequest,
    private readonly items: Items,
    private readonly runs: Runs,
  ) {
    super();
    for (const document of vscode.workspace.textDocuments) this.remember(document);
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.remember(document)));
    this.own(vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)));
    this.own({
      dispose: () => {
        this.timers.forEach(clearTimeout);
        this.running?.cancel.cancel();
      },
    });
  }

  /** The text that the next save is compared with. */
  private remember(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.items.exercise(document.uri) && !document.isDirty && !this.texts.has(key)) this.texts.set(key, new SourceText(document.getText()));
  }

  private saved(document: vscode.TextDocument): void {
    if (!this.items.exercise(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(key, setTimeout(() => void this.gradeChanged(document), QUIET_TIME));
  }

  private async gradeChanged(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const before = this.texts.get(key);
    const after = new SourceText(document.getText(), before);
    if (before?.text === after.text) return;
    const touched = before && functionsTouched(before, after);
    // What was on its way is of a text that is gone, and one grade of an exercise runs at a time.
    this.running?.cancel.cancel();
    await this.running?.done;
    this.texts.set(key, after);
    const named = new Set(this.request.include?.map(({ id }) => id));
    const wanted = ({ place, check }: Extract<Row, { kind: 'check' }>): boolean =>
      place.file.toString() === key &&
      (touched === undefined || touched.has(check.function)) &&
      // A training of many seconds after each save is for whoever asks for that very check or function.
      (!check.trains || named.has(`${key}#${check.function}`) || named.has(`${key}#${check.function}#${check.id}`));
    const cancel = new vscode.CancellationTokenSource();
    const done = this.runs.run(this.request, 'grade', cancel.token, wanted);
    this.running = { done: done.catch(() => {}), cancel };
    await done;
  }
}
