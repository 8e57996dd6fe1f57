import * as vscode from 'vscode';
import type { ChecksOf } from '../exercises/engine';
import type { CourseLanguage } from '../exercises/language';
import { Owner } from '../kit/disposable';
import type { Event } from '../kit/emitter';
import { COMMANDS, type CommandId } from '../kit/ids';
import { msg, translate, type Message } from '../kit/l10n';
import type { Progress } from '../progress/progress';
import type { Anchor } from '../syntax/types';
import type { FindingsNow } from './findingsNow';
import { askedFor, type Hints } from './hints';
import { pointsOf, pointsText } from './points';
import { SELECTOR, type Known, type Sources } from './sources';

export interface LensDeps {
  sources: Sources;
  now: FindingsNow;
  hints: Hints;
  progress: Progress;
  language: CourseLanguage;
  checksOf: ChecksOf;
  gradientsOf: (exercise: string) => string | undefined;
  isBusy: (exercise: string) => boolean;
  onDidChangeBusy: Event<string>;
}

/** Above each graded function: its points, and what can be done about them. */
export class Lenses extends Owner implements vscode.CodeLensProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly deps: LensDeps) {
    super();
    const { now, hints, progress, language, onDidChangeBusy } = deps;
    for (const event of [now.onDidChange, hints.onDidShow, progress.onDidRecord, language.onDidChange, onDidChangeBusy] as Event<unknown>[]) this.own(event(() => this.changed.fire()));
    this.own(vscode.languages.registerCodeLensProvider(SELECTOR, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const known = this.deps.sources.of(document);
    if (!known) return [];
    const checks = await this.deps.checksOf(known.exercise);
    const names = [...new Set(checks.map((check) => check.function))];
    const lenses = names.map(async (name) => {
      const anchor = known.anchor(name);
      return anchor ? await this.above(known, anchor, pointsText(pointsOf(name, checks, this.deps.now.of(known.uri)?.checks))) : [];
    });
    return (await Promise.all(lenses)).flat();
  }

  private async above({ exercise, uri, places }: Known, anchor: Anchor, points: string): Promise<vscode.CodeLens[]> {
    const { now, hints, isBusy, gradientsOf } = this.deps;
    const range = places.range(anchor.nameSpan);
    const lens = (title: string, command: CommandId | '', ...args: unknown[]) => new vscode.CodeLens(range, { title, command, arguments: args });
    const named = (message: Message, command: CommandId, ...args: unknown[]) => lens(translate(message, this.deps.language.current), command, ...args);
    const findings = now.of(uri);
    const failing = findings && (await hints.ofFunction(anchor.name, findings));
    const isReported = findings !== undefined && this.deps.progress.lastReport(exercise)?.sha256 === findings.sha256;
    return [
      // One runner works on an exercise at a time: while it does there is nothing to start.
      ...(isBusy(exercise)
        ? [lens(`$(sync~spin) ${translate(msg('At work…'), this.deps.language.current)}`, '')]
        : [
            lens(points, isReported ? COMMANDS.openReport : '', exercise),
            named(msg('Run'), COMMANDS.runExercise, uri),
            named(msg('Grade this'), COMMANDS.gradeFunction, uri, anchor.name),
            named(msg('Debug'), COMMANDS.debugFunction, uri, anchor.name),
            ...(gradientsOf(exercise) === anchor.name ? [named(msg('Gradients'), COMMANDS.openGradients, uri)] : []),
          ]),
      ...(failing ? [named(msg('Hint ({number}/{total})', { number: askedFor(failing), total: failing.steps.length }), COMMANDS.showHint, uri, failing.check.id)] : []),
      named(msg('Compare with solution'), COMMANDS.compareWithSolution, uri, anchor.name),
    ];
  }
}
