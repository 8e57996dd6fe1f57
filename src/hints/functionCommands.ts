import * as vscode from 'vscode';
import type { ChecksOf, Engine } from '../exercises/engine';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import type { Known, Sources } from './sources';

/** A function of an open exercise. */
export interface Target {
  known: Known;
  name: string;
}

/** A command's first argument: from a lens a URI, from a link its text. */
export type UriArgument = vscode.Uri | string | undefined;

export const asUri = (argument: vscode.Uri | string): vscode.Uri => (typeof argument === 'string' ? vscode.Uri.parse(argument, true) : argument);

/** The text of an exercise that a command is about: the file that it names, else that of the active editor. @throws HumanError */
async function knownFor(sources: Sources, argument: UriArgument): Promise<Known> {
  const document = argument === undefined ? vscode.window.activeTextEditor?.document : await vscode.workspace.openTextDocument(asUri(argument));
  const known = document && sources.of(document);
  if (!known) throw new HumanError(msg('This is not the file of an exercise.'), msg('Open the file of the exercise and try again.'));
  return known;
}

/** The function that a command is about: the one that it names, else the one around the cursor. @throws HumanError */
export async function targetFor(sources: Sources, checksOf: ChecksOf, argument: UriArgument, name: string | undefined): Promise<Target> {
  const known = await knownFor(sources, argument);
  const names = (await checksOf(known.exercise)).map((check) => check.function);
  if (name !== undefined && names.includes(name)) return { known, name };
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === known.uri.toString());
  const offset = editor?.document.offsetAt(editor.selection.active) ?? -1;
  const around = names.find((one) => {
    const span = known.anchor(one)?.span;
    return span !== undefined && span.from <= offset && offset <= span.to;
  });
  if (around === undefined) throw new HumanError(msg('There is no function of the exercise here.'), msg('Put the cursor into one of them and try again.'));
  return { known, name: around };
}

/** Grading and debugging of one function. */
export class FunctionCommands {
  constructor(
    private readonly target: (argument: UriArgument, name: string | undefined) => Promise<Target>,
    private readonly engine: Engine,
  ) {}

  async grade(argument: UriArgument, name?: string): Promise<void> {
    const target = await this.target(argument, name);
    await this.engine.grade(target.known.uri, { functions: [target.name] });
  }

  async debug(argument: UriArgument, name?: string): Promise<void> {
    const target = await this.target(argument, name);
    await this.engine.debug(target.known.uri, { functions: [target.name] });
  }
}
