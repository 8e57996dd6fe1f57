import * as vscode from 'vscode';
import path from 'node:path';
import type { Exercise } from '../course/course';
import type { Part } from '../exercises/engine';
import type { ExercisePlace } from '../exercises/exerciseFiles';
import { chooseExercise, choosePlace, type ExerciseArgument } from '../exercises/picker';
import { sha256 } from '../grading/grade';
import { LossPrinter } from '../grading/lossPrinter';
import type { GradeReport } from '../grading/report';
import { run } from '../grading/run';
import { Owner } from '../kit/disposable';
import { translate, type LocalText } from '../kit/l10n';
import { localized } from '../kit/log';
import type { Source } from '../runner/sources';
import { graders, type TrainingDeps, type TrainingEngine } from './engine';
import type { Problems } from './problems';

/** Run and Grade as commands: they ask which exercise, show progress with Cancel, and what came. */
export class TrainingCommands extends Owner {
  private output?: vscode.OutputChannel;

  constructor(
    private readonly deps: TrainingDeps,
    private readonly engine: TrainingEngine,
    private readonly problems: Problems,
    /** Shows the report of a grade that has just ended. */
    private readonly showReport: (report: GradeReport<LocalText>, previousBest: number | undefined) => Promise<void>,
  ) {
    super();
  }

  async run(argument: ExerciseArgument): Promise<void> {
    const { turns, language, pool, onPassedOver } = this.deps;
    const chosen = await this.choose(argument, vscode.l10n.t('Which exercise shall be run?'));
    if (!chosen) return;
    const { exercise, place } = chosen;
    await turns.take(place, async (source) =>
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Running {0}', exercise.title[language.current]), cancellable: true }, async (progress, token) => {
        const cancel = new AbortController();
        token.onCancellationRequested(() => cancel.abort());
        const grader = (await graders()).get(exercise.id);
        const channel = this.channel();
        channel.clear();
        channel.show(true);
        const say = (text: string) => channel.appendLine(text);
        const losses = new LossPrinter(say);
        let last = 0;
        let printed = '';
        const outcome = await run({
          source,
          pool,
          forbid: grader?.forbid ?? [],
          demo: grader?.demo,
          signal: cancel.signal,
          work: exercise.work,
          onPassedOver,
          onOutput: (text) => {
            channel.append(text);
            printed += text;
          },
          say: (message) => say(translate(message, language.current)),
          onEpoch: (epoch, epochs, loss) => {
            losses.add(epoch, epochs, loss);
            progress.report({ message: `${epoch + 1}/${epochs}  loss ${loss.toPrecision(4)}`, increment: ((epoch - last) / epochs) * 100 });
            last = epoch;
          },
          ...(await this.engine.observing(exercise.id, source, () => printed)),
        });
        this.problems.clear(source.file);
        if (outcome.status === 'cancelled') say(vscode.l10n.t('Cancelled.'));
        if (outcome.status !== 'failed') return;
        this.problems.show(source.file, sha256(source.bytes), [{ message: translate(outcome.why, language.current), location: outcome.location }]);
        say(translate(outcome.why, language.current));
        // Not awaited: the exercise is free again while the message stands.
        void this.tellFailure(source, outcome.why, outcome.location);
      }),
    );
  }

  async grade(argument: ExerciseArgument): Promise<void> {
    const chosen = await this.choose(argument, vscode.l10n.t('Which exercise shall be graded?'));
    if (!chosen) return;
    const previousBest = this.deps.progress.bestScore(chosen.exercise.id);
    const report = await this.engine.grade(chosen.place.file, {});
    if (report) await this.showReport(report, previousBest);
  }

  /** Debugs the exercise of a file, or a part of it, and shows what came. */
  async debug(argument: ExerciseArgument, part: Part = {}): Promise<void> {
    const chosen = await this.choose(argument, vscode.l10n.t('Which exercise shall be debugged?'));
    if (chosen) await this.engine.debug(chosen.place.file, part);
  }

  private async choose(argument: ExerciseArgument, question: string): Promise<{ exercise: Exercise; place: ExercisePlace } | undefined> {
    const { course, files, language, turns } = this.deps;
    turns.mustBeTrusted();
    const exercise = await chooseExercise(await course(), files, language.current, argument, question);
    const place = exercise && (await choosePlace(files, exercise, argument));
    return place && { exercise, place };
  }

  private async tellFailure(source: Source, why: Parameters<typeof localized>[0], location: { line: number; column: number } | undefined): Promise<void> {
    const go = vscode.l10n.t('Go to Line');
    const choice = await vscode.window.showErrorMessage(`${path.basename(source.file)}: ${localized(why)}`, ...(location ? [go] : []));
    if (choice !== go || !location) return;
    const position = new vscode.Position(location.line - 1, location.column - 1);
    await vscode.window.showTextDocument(vscode.Uri.file(source.file), { selection: new vscode.Range(position, position) });
  }

  private channel(): vscode.OutputChannel {
    this.output ??= this.own(vscode.window.createOutputChannel(vscode.l10n.t('AI Coursework: Run')));
    return this.output;
  }
}
