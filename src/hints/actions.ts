import * as vscode from 'vscode';
import type { ChecksOf } from '../exercises/engine';
import type { CourseLanguage } from '../exercises/language';
import { Owner } from '../kit/disposable';
import { COMMANDS, type CommandId } from '../kit/ids';
import { msg, translate, type Message } from '../kit/l10n';
import { awaitCall, disposeAfterUse, formulaComment, wrapInTidy, type Edit } from '../syntax/edits';
import type { FindingsNow } from './findingsNow';
import { askedFor, type Hints } from './hints';
import type { Mark, Marks } from './marks';
import type { Heading } from './pages';
import { failuresOf } from './points';
import { SELECTOR, type Known, type Sources } from './sources';

export interface ActionDeps {
  sources: Sources;
  now: FindingsNow;
  hints: Hints;
  language: CourseLanguage;
  checksOf: ChecksOf;
  heading: (exercise: string, name: string) => Heading | undefined;
  gradientsOf: (exercise: string) => string | undefined;
  marks: readonly Marks[];
}

/** What can be done about a mark, and at the name of a graded function. */
export class Actions extends Owner implements vscode.CodeActionProvider {
  constructor(private readonly deps: ActionDeps) {
    super();
    this.own(vscode.languages.registerCodeActionsProvider(SELECTOR, this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }));
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const known = this.deps.sources.of(document);
    if (!known) return [];
    const marks = this.deps.marks.flatMap((one) => one.at(known.uri, range));
    const fixes = marks.flatMap((mark) => this.fixes(known, mark));
    const names = (await this.deps.checksOf(known.exercise)).map((check) => check.function);
    const span = { from: document.offsetAt(range.start), to: document.offsetAt(range.end) };
    const under = names.find((name) => {
      const at = known.anchor(name)?.nameSpan;
      return at !== undefined && at.from <= span.to && span.from <= at.to;
    });
    const meant = new Set([...marks.map(functionOf), under].filter((name) => name !== undefined && names.includes(name))) as Set<string>;
    const help = await Promise.all([...meant].map((name) => this.help(known, name, marks)));
    return [...fixes, ...help.flat()];
  }

  /** Changes of the code that would mend what a mark is about. */
  private fixes(known: Known, mark: Mark): vscode.CodeAction[] {
    const { about } = mark;
    const { source, places } = known;
    const tidy = (name: string | undefined) => {
      const anchor = name === undefined ? undefined : known.anchor(name);
      return this.edit(msg('Wrap the body of {name} in tf.tidy', { name: name ?? '' }), known, anchor && wrapInTidy(source, anchor), mark);
    };
    const dispose = (at: number) => this.edit(msg('Dispose of the tensor after its last use'), known, disposeAfterUse(source, at), mark);
    switch (about.kind) {
      case 'check':
        return [];
      case 'leak':
        return [...dispose(places.offset({ line: about.at.line + 1, column: about.at.character + 1 })), ...tidy(about.function)];
      case 'rule': {
        // Inside the called name, which is the last part of what is called.
        const at = about.finding.span.to - 1;
        if (about.finding.rule === 'data-not-awaited') return this.edit(msg('Await the values'), known, awaitCall(source, at), mark);
        return about.finding.rule === 'tensor-in-loop' ? [...dispose(at), ...tidy(about.finding.function)] : [];
      }
    }
  }

  /** What helps with a function: its next hint, its formula, its explanation. */
  private async help(known: Known, name: string, marks: readonly Mark[]): Promise<vscode.CodeAction[]> {
    const { exercise, uri } = known;
    const about = marks.filter((mark) => functionOf(mark) === name).map((mark) => mark.diagnostic);
    const marked = marks.flatMap((mark) => (mark.about.kind === 'check' && mark.about.check.function === name ? [mark.about.check] : []));
    const hints = [];
    for (const check of marked.length > 0 ? marked : failuresOf(name, this.deps.now.of(uri)?.checks).slice(0, 1)) hints.push(await this.deps.hints.of(exercise, check));
    const shown = hints.filter(({ steps }) => steps.length > 0).map((one) => this.command(msg('Show hint {number} of {total}: {title}', { number: askedFor(one), total: one.steps.length, title: one.check.title[this.deps.language.current] }), about, COMMANDS.showHint, uri, one.check.id));
    const lines = (await this.deps.hints.textsOf(exercise)).formulas[name];
    const anchor = known.anchor(name);
    const formula = lines && anchor ? this.edit(msg('Insert the formula of {name} as a comment', { name }), known, formulaComment(known.source, anchor, [...lines])) : [];
    const gradients = this.deps.gradientsOf(exercise) === name ? [this.command(msg('Compare the gradients of {name} entry by entry', { name }), about, COMMANDS.openGradients, uri, marked[0]?.id)] : [];
    const page = this.deps.heading(exercise, name);
    return [...shown, ...gradients, ...formula, ...(page ? [this.command(msg('Read the explanation of {name}', { name }), about, COMMANDS.openExplanation, page.page, page.anchor)] : [])];
  }

  private edit(title: Message, { uri, places }: Known, edits: readonly Edit[] | undefined, mark?: Mark): vscode.CodeAction[] {
    if (!edits?.length) return [];
    const action = new vscode.CodeAction(translate(title, this.deps.language.current), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(
      uri,
      edits.map(({ span, text }) => vscode.TextEdit.replace(places.range(span), text)),
    );
    if (mark) action.diagnostics = [mark.diagnostic];
    return [action];
  }

  private command(title: Message, diagnostics: vscode.Diagnostic[], command: CommandId, ...args: unknown[]): vscode.CodeAction {
    const text = translate(title, this.deps.language.current);
    const action = new vscode.CodeAction(text, vscode.CodeActionKind.QuickFix);
    action.command = { title: text, command, arguments: args };
    action.diagnostics = diagnostics;
    return action;
  }
}

function functionOf({ about }: Mark): string | undefined {
  switch (about.kind) {
    case 'check':
      return about.check.function;
    case 'leak':
      return about.function;
    case 'rule':
      return about.finding.function;
  }
}
