import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import { Owner } from '../kit/disposable';
import { msg, translate, type Message } from '../kit/l10n';
import { guarded } from '../kit/log';
import { staticFindings, type Rule, type StaticFinding } from '../syntax/rules';
import { diagnostic, Marks, type CodeOf } from './marks';
import type { Sources } from './sources';

/** How long an edit settles, in milliseconds. */
const SETTLE = 250;

const SEVERITY: Record<Rule, vscode.DiagnosticSeverity> = {
  'tensor-in-loop': vscode.DiagnosticSeverity.Warning,
  'data-not-awaited': vscode.DiagnosticSeverity.Warning,
  autodiff: vscode.DiagnosticSeverity.Warning,
  // Right, only slow: dots under the call, and no line in the Problems panel.
  'sync-read-in-training': vscode.DiagnosticSeverity.Hint,
};

/** What the text alone says is wrong, while it is written. */
export class StaticDiagnostics extends Owner {
  readonly marks = this.own(new Marks('coursework-rules'));
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Files that have been looked at, so that what leaves the course loses its marks. */
  private readonly seen = new Map<string, vscode.Uri>();

  constructor(
    private readonly sources: Sources,
    files: ExerciseFiles,
    private readonly language: CourseLanguage,
    private readonly code: CodeOf,
    /** What an exercise forbids. */
    private readonly forbids: (exercise: string) => Promise<ReadonlySet<'autodiff' | 'optimizers'>>,
  ) {
    super();
    const all = () => {
      for (const [key, uri] of this.seen) if (!files.exerciseOf(uri)) this.forget(key, uri);
      vscode.workspace.textDocuments.forEach((document) => void this.look(document));
    };
    this.own(vscode.workspace.onDidOpenTextDocument((document) => void this.look(document)));
    this.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri.toString(), uri)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && this.lookSoon(document)));
    this.own(language.onDidChange(all));
    // An exercise may be found after its file was opened.
    let known = '';
    this.own(
      files.onDidChange(() => {
        const now = files.all.map(({ file }) => file.toString()).join('\n');
        if (now !== known) all();
        known = now;
      }),
    );
    this.own({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    all();
  }

  private lookSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (!this.seen.has(key)) return;
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => void this.look(document), SETTLE),
    );
  }

  private readonly look = guarded('hints', async (document: vscode.TextDocument) => {
    const exercise = this.sources.of(document)?.exercise;
    if (exercise === undefined) return;
    this.seen.set(document.uri.toString(), document.uri);
    const forbidden = await this.forbids(exercise);
    const known = this.sources.of(document);
    if (!known) return;
    const marks = staticFindings(known.source, forbidden).map((finding) => ({
      diagnostic: diagnostic(known.places.range(finding.span), translate(sentence(finding), this.language.current), SEVERITY[finding.rule], this.code(known.exercise, finding.function ?? '', finding.rule)),
      about: { kind: 'rule', finding } as const,
    }));
    this.marks.set(document.uri, marks);
  });

  private forget(key: string, uri: vscode.Uri): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.seen.delete(key);
    this.marks.clear(uri);
  }
}

function sentence({ rule, name }: StaticFinding): Message {
  switch (rule) {
    case 'tensor-in-loop':
      return msg('`{name}` makes a tensor in every round of the loop, and nothing disposes of it. `tf.tidy` around the round does.', { name });
    case 'data-not-awaited':
      return msg('`{name}` gives a promise: without `await` the values are not there yet.', { name });
    case 'sync-read-in-training':
      return msg('`{name}` makes the training wait in every round. Read seldom, or with `await`.', { name });
    case 'autodiff':
      return msg('`{name}` is automatic differentiation or an optimiser, which this exercise forbids: the gradient and the step are written by hand.', { name });
  }
}
