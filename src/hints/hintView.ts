import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import type { CheckReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import { HumanError } from '../kit/humanError';
import { COMMANDS, HINT_THREADS } from '../kit/ids';
import { msg, translate, type LocalText, type Message } from '../kit/l10n';
import { guarded } from '../kit/log';
import type { Findings, FindingsStore } from '../progress/findings';
import type { FindingsNow } from './findingsNow';
import { asUri, type Target, type UriArgument } from './functionCommands';
import type { CheckHints, Hints } from './hints';
import { commandLink, escaped, markdown } from './markdown';
import { failuresOf, hasFailed } from './points';
import type { Heading } from './pages';
import type { Sources } from './sources';

export interface HintViewDeps {
  files: ExerciseFiles;
  sources: Sources;
  now: FindingsNow;
  findings: FindingsStore;
  hints: Hints;
  language: CourseLanguage;
  target: (argument: UriArgument, name: string | undefined) => Promise<Target>;
  heading: (exercise: string, name: string) => Heading | undefined;
}

/** A thread of hints below a function. */
interface Shown {
  thread: vscode.CommentThread;
  exercise: string;
  check: CheckReport<LocalText>;
}

/** What a command is given: a thread by its title's buttons, a file and a check by lenses and links. */
type ThreadArgument = vscode.CommentThread | UriArgument;

const LINKS = [COMMANDS.nextHint, COMMANDS.showHintAnyway, COMMANDS.openExplanation];
/** How long a thread's line may lag behind typing, in milliseconds. VS Code itself moves it with the text meanwhile. */
const SETTLE = 400;

/** Hints in comment threads below the functions: they stay while the learner works, and nobody can reply. */
export class HintView extends Owner {
  private readonly controller = this.own(vscode.comments.createCommentController(HINT_THREADS, vscode.l10n.t('Hints')));
  private readonly shown = new Map<string, Shown>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly deps: HintViewDeps) {
    super();
    const { files, findings, language } = deps;
    const redraw = guarded('hints', () => this.redraw());
    this.own(language.onDidChange(() => void redraw()));
    this.own(findings.onDidChange(() => void redraw()));
    this.own(files.onDidChange(() => this.moveSoon()));
    this.own({ dispose: () => clearTimeout(this.timer) });
  }

  /** Shows the hint that is due for a check (else for the function at the cursor): the next where it is free, else those seen. */
  async show(argument: UriArgument, check?: string): Promise<void> {
    const { uri, findings, hints } = await this.wanted(argument, check);
    await this.open(uri, findings, hints, hints.next === 'free');
  }

  async next(argument: ThreadArgument, check?: string): Promise<void> {
    await this.show(...this.keyOf(argument, check));
  }

  /** Shows the next hint though there was no attempt since the last one. */
  async nextAnyway(argument: ThreadArgument, check?: string): Promise<void> {
    const { uri, findings, hints } = await this.wanted(...this.keyOf(argument, check));
    await this.open(uri, findings, hints, true);
  }

  dismiss(argument: ThreadArgument, check?: string): void {
    const [uri, id] = this.keyOf(argument, check);
    if (uri !== undefined && id !== undefined) this.close(keyOf(asUri(uri), id));
  }

  /** The threads as a person reads them, for tests. */
  describe(): { label: string; line: number; state: string; bodies: string[] }[] {
    return [...this.shown.values()].map(({ thread }) => ({
      label: thread.label ?? '',
      line: thread.range?.start.line ?? -1,
      state: thread.contextValue ?? '',
      bodies: thread.comments.map(({ body }) => (typeof body === 'string' ? body : body.value)),
    }));
  }

  private keyOf(argument: ThreadArgument, check: string | undefined): [UriArgument, string | undefined] {
    if (typeof argument !== 'object' || argument instanceof vscode.Uri) return [argument, check];
    const found = [...this.shown.values()].find(({ thread }) => thread === argument);
    return [argument.uri, found?.check.id ?? check];
  }

  /** @throws HumanError where no failing check with hints is meant */
  private async wanted(argument: UriArgument, id: string | undefined): Promise<{ uri: vscode.Uri; findings: Findings; hints: CheckHints }> {
    const uri = argument !== undefined && id !== undefined ? asUri(argument) : undefined;
    const target = uri ? undefined : await this.deps.target(argument, undefined);
    const file = uri ?? target!.known.uri;
    // The learner may have typed on since: the last grade is then what there is.
    const findings = this.deps.now.of(file) ?? this.deps.findings.of(file.fsPath);
    const check = id === undefined ? undefined : findings?.checks.get(id);
    const hints = !findings ? undefined : target ? await this.deps.hints.ofFunction(target.name, findings) : check && hasFailed(check) ? await this.deps.hints.of(findings.exercise, check) : undefined;
    if (!findings || !hints || hints.steps.length === 0) throw new HumanError(msg('There is no hint to give here.'), msg('Hints are for checks that have failed: grade the function first.'));
    return { uri: file, findings, hints };
  }

  private async open(uri: vscode.Uri, findings: Findings, hints: CheckHints, advance: boolean): Promise<void> {
    const saved = advance ? this.deps.hints.advance(hints, findings.sha256) : undefined;
    // Counted before the disk has it: what is shown now says so.
    const current = await this.deps.hints.of(hints.exercise, hints.check);
    // One thread for a function: the hints of another check of it take its place.
    for (const failure of failuresOf(hints.check.function, findings.checks)) if (failure.id !== hints.check.id) this.close(keyOf(uri, failure.id));
    const key = keyOf(uri, hints.check.id);
    const range = await this.rangeOf(uri, hints.check.function);
    const shown = this.shown.get(key) ?? { thread: this.controller.createCommentThread(uri, range, []), exercise: hints.exercise, check: hints.check };
    this.shown.set(key, shown);
    shown.thread.canReply = false;
    shown.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.draw(shown, current);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === uri.toString()) editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    await saved;
  }

  private draw({ thread, exercise, check }: Shown, hints: CheckHints): void {
    const { language, heading } = this.deps;
    const say = (message: Message) => translate(message, language.current);
    const link = (message: Message, command: typeof COMMANDS.nextHint | typeof COMMANDS.showHintAnyway) => commandLink(say(message), command, thread.uri.toString(), check.id);
    const page = heading(exercise, check.function);
    const read = page ? commandLink(say(msg('Read the explanation')), COMMANDS.openExplanation, page.page, page.anchor) : '';
    const { steps, shown, next } = hints;
    const after = { free: link(msg('Next Hint'), COMMANDS.nextHint), wait: `${say(msg('The next hint comes after another attempt: change the code and grade it.'))} ${link(msg('Show Anyway'), COMMANDS.showHintAnyway)}`, last: read }[next];
    thread.label = say(msg('Hint {number} of {total}: {title}', { number: shown, total: steps.length, title: check.title[language.current] }));
    thread.contextValue = next;
    thread.comments = steps.slice(0, shown).map((step, i) => ({
      author: { name: say(STEP_NAMES[i + STEP_NAMES.length - steps.length] ?? msg('Hint')) },
      mode: vscode.CommentMode.Preview,
      body: markdown(`${escaped(step[language.current])}${i === shown - 1 ? `\n\n${after}` : ''}`, LINKS),
    }));
  }

  /** After a grade or in another language: what a check needs no more goes, the rest is written anew. */
  private async redraw(): Promise<void> {
    for (const [key, shown] of this.shown) {
      const report = this.deps.findings.of(shown.thread.uri.fsPath)?.checks.get(shown.check.id);
      if (report && !hasFailed(report)) this.close(key);
      else {
        shown.check = report ?? shown.check;
        const hints = await this.deps.hints.of(shown.exercise, shown.check);
        if (this.shown.get(key) === shown) this.draw(shown, hints);
      }
    }
  }

  private moveSoon(): void {
    clearTimeout(this.timer);
    if (this.shown.size > 0) this.timer = setTimeout(() => void guarded('hints', () => this.move())(), SETTLE);
  }

  private async move(): Promise<void> {
    for (const [key, { thread, check }] of this.shown) {
      if (!this.deps.files.exerciseOf(thread.uri)) this.close(key);
      else if (this.deps.sources.open(thread.uri)) {
        const range = await this.rangeOf(thread.uri, check.function);
        if (thread.range?.start.line !== range.start.line) thread.range = range;
      }
    }
  }

  /** Below the function; at the top of a file that lacks it. */
  private async rangeOf(uri: vscode.Uri, name: string): Promise<vscode.Range> {
    const known = this.deps.sources.of(await vscode.workspace.openTextDocument(uri));
    const anchor = known?.anchor(name);
    const end = known && anchor ? known.places.position(anchor.span.to) : new vscode.Position(0, 0);
    return new vscode.Range(end, end);
  }

  private close(key: string): void {
    this.shown.get(key)?.thread.dispose();
    this.shown.delete(key);
  }
}

const STEP_NAMES: readonly Message[] = [msg('Where to look'), msg('Which principle'), msg('Almost the line')];

const keyOf = (uri: vscode.Uri, check: string): string => `${uri.toString()}#${check}`;
