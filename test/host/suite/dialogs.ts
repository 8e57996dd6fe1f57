import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** One question or message that a person would have seen. */
export interface Shown {
  kind: 'error' | 'warning' | 'information' | 'quickPick' | 'inputBox' | 'folderPick';
  message: string;
  detail: string;
  modal: boolean;
  /** Labels of the buttons or of the rows. */
  choices: string[];
}

type Choice = string | { label: string };
const labelOf = (choice: Choice): string => (typeof choice === 'string' ? choice : choice.label);

/** Stands in for VS Code's dialogs, because nobody is there to press a button: writes down what was asked and answers. */
export class Dialogs {
  readonly shown: Shown[] = [];
  private readonly answers: string[] = [];
  private readonly undo: (() => void)[] = [];

  constructor() {
    for (const kind of ['error', 'warning', 'information'] as const) {
      this.replace(`show${kind[0]!.toUpperCase()}${kind.slice(1)}Message`, (message: string, ...rest: (Choice | vscode.MessageOptions)[]) => {
        const [options] = rest.filter((one): one is vscode.MessageOptions => typeof one === 'object' && !('label' in one));
        const choices = rest.filter((one): one is Choice => typeof one === 'string' || 'label' in one);
        return this.answer({ kind, message, detail: options?.detail ?? '', modal: options?.modal ?? false }, choices);
      });
    }
    this.replace('showQuickPick', async (items: Choice[] | Promise<Choice[]>, options?: vscode.QuickPickOptions) =>
      this.answer({ kind: 'quickPick', message: options?.placeHolder ?? '', detail: '', modal: false }, await items));
    this.replace('showInputBox', (options?: vscode.InputBoxOptions) => this.answer({ kind: 'inputBox', message: options?.prompt ?? '', detail: '', modal: false }));
    this.replace('showWorkspaceFolderPick', (options?: vscode.WorkspaceFolderPickOptions) => {
      const folders = vscode.workspace.workspaceFolders ?? [];
      const picked = this.answer({ kind: 'folderPick', message: options?.placeHolder ?? '', detail: '', modal: false }, folders.map(({ name }) => name));
      return picked.then((name) => folders.find((folder) => folder.name === name));
    });
  }

  /** The next dialog that offers something is answered with this: a button, a row, what is typed. Unanswered ones are dismissed. */
  willAnswer(...answers: string[]): void {
    this.answers.push(...answers);
  }

  of(kind: Shown['kind']): Shown[] {
    return this.shown.filter((one) => one.kind === kind);
  }

  /** The one error that was shown. */
  get error(): string {
    const errors = this.of('error').map(({ message }) => message);
    assert.equal(errors.length, 1, `one error, but there are ${errors.length}: ${errors.join(' | ')}`);
    return errors[0]!;
  }

  /** Replaces a function of `vscode.window` until the test ends. @returns puts it back before that */
  replace(name: string, stub: unknown): () => void {
    const window = vscode.window as unknown as Record<string, unknown>;
    const original = window[name];
    assert.equal(typeof original, 'function', `vscode.window.${name}`);
    window[name] = stub;
    const undo = () => void (window[name] = original);
    this.undo.push(undo);
    return undo;
  }

  restore(): void {
    for (const undo of this.undo.splice(0).reverse()) undo();
    assert.deepEqual(this.answers, [], 'answers to which no question came');
  }

  assertNoFaultOfOurs(): void {
    assert.deepEqual(this.of('error').map(({ message }) => message).filter((message) => message.includes('fault of its own')), []);
  }

  private answer(shown: Omit<Shown, 'choices'>, choices?: Choice[]): Promise<unknown> {
    this.shown.push({ ...shown, choices: (choices ?? []).map(labelOf) });
    // A message without buttons leaves nothing to answer.
    if (this.answers.length === 0 || choices?.length === 0) return Promise.resolve(undefined);
    const answer = this.answers.shift()!;
    if (!choices) return Promise.resolve(answer);
    const choice = choices.find((one) => labelOf(one) === answer);
    assert.ok(choice, `“${answer}” is not offered by “${shown.message}”: ${choices.map(labelOf).join(', ')}`);
    return Promise.resolve(choice);
  }
}
