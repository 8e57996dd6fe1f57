import * as vscode from 'vscode';
import path from 'node:path';
import type { Course, Exercise } from '../course/course';
import type { ExerciseFiles, ExercisePlace } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import { chooseExercise, choosePlace, type ExerciseArgument } from '../exercises/picker';
import { grade, GradeCancelled, sha256 } from '../grading/grade';
import { readSourceForPerson } from '../grading/readSource';
import { LossPrinter } from '../grading/lossPrinter';
import { graderFor, GRADERS } from '../grading/registry';
import { run } from '../grading/run';
import type { GradeReport } from '../grading/report';
import { trainingText } from '../grading/trainingText';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import { HumanError } from '../kit/humanError';
import { msg, translate, type LocalText } from '../kit/l10n';
import { localized, log } from '../kit/log';
import type { Progress } from '../progress/progress';
import type { PassedOver } from '../runner/protocol/backends';
import type { Hello } from '../runner/runner';
import type { Source } from '../runner/sources';
import type { Problems } from './problems';
import type { Runners } from './runners';

/** Grading seed of the editor: the same as the command line's, so that both give the same report. */
const SEED = 1;

/** Run and Grade: one at a time per exercise, with progress and Cancel. */
export class TrainingCommands extends Owner {
  private readonly busyExercises = new Set<string>();
  private readonly busyChanged = this.own(new Emitter<string>());
  /** An exercise began or ended being run or graded. */
  readonly onDidChangeBusy = this.busyChanged.event;
  private output?: vscode.OutputChannel;

  constructor(
    private readonly course: () => Promise<Course>,
    private readonly files: ExerciseFiles,
    private readonly language: CourseLanguage,
    private readonly progress: Progress,
    private readonly runners: Runners,
    private readonly problems: Problems,
    /** dist/data, from which graders read. */
    private readonly dataFolder: string,
    /** Shows the report of a grade that has just ended. */
    private readonly showReport: (report: GradeReport<LocalText>, previousBest: number | undefined) => Promise<void>,
    /** Tells that another backend does the work than the one that was wanted. */
    private readonly onPassedOver: (passedOver: PassedOver, used: Hello) => void,
  ) {
    super();
  }

  isBusy(exercise: string): boolean {
    return this.busyExercises.has(exercise);
  }

  get anyBusy(): boolean {
    return this.busyExercises.size > 0;
  }

  async run(argument: ExerciseArgument): Promise<void> {
    await this.work(argument, vscode.l10n.t('Which exercise shall be run?'), (title) => vscode.l10n.t('Running {0}', title), async (exercise, source, progress, signal) => {
      const grader = GRADERS.get(exercise.id);
      const channel = this.channel();
      channel.clear();
      channel.show(true);
      const say = (text: string) => channel.appendLine(text);
      const losses = new LossPrinter(say);
      let last = 0;
      const outcome = await run({
        source,
        pool: this.runners.pool,
        forbid: grader?.forbid ?? [],
        demo: grader?.demo,
        signal,
        work: exercise.work,
        onPassedOver: this.onPassedOver,
        onOutput: (text) => channel.append(text),
        say: (message) => say(translate(message, this.language.current)),
        onEpoch: (epoch, epochs, loss) => {
          losses.add(epoch, epochs, loss);
          progress.report({ message: `${epoch + 1}/${epochs}  loss ${loss.toPrecision(4)}`, increment: ((epoch - last) / epochs) * 100 });
          last = epoch;
        },
      });
      this.problems.clear(source.file);
      if (outcome.status === 'cancelled') say(vscode.l10n.t('Cancelled.'));
      if (outcome.status !== 'failed') return;
      this.problems.show(source.file, sha256(source.bytes), [{ message: translate(outcome.why, this.language.current), location: outcome.location }]);
      say(translate(outcome.why, this.language.current));
      // Not awaited: the exercise is free again while the message stands.
      void this.tellFailure(source, outcome.why, outcome.location);
    });
  }

  async grade(argument: ExerciseArgument): Promise<void> {
    await this.work(argument, vscode.l10n.t('Which exercise shall be graded?'), (title) => vscode.l10n.t('Grading {0}', title), async (exercise, source, progress, signal) => {
      const previousBest = this.progress.bestScore(exercise.id);
      let report: GradeReport<LocalText>;
      try {
        report = await grade({
          grader: graderFor(exercise.id),
          source,
          pool: this.runners.pool,
          seed: SEED,
          signal,
          work: exercise.work,
          onPassedOver: this.onPassedOver,
          dataFolder: this.dataFolder,
          onTraining: (training) => progress.report({ message: translate(trainingText(training), this.language.current) }),
          onCheck: (check, done, total) => progress.report({ message: `${done}/${total}  ${check.title[this.language.current]}`, increment: 100 / total }),
        });
      } catch (error) {
        if (error instanceof GradeCancelled) return;
        throw error;
      }
      log().info(`[training] ${exercise.id}: ${report.score}/${report.maxScore} on ${report.backend} in ${report.durationMs} ms`);
      await this.progress.record(report);
      await this.showReport(report, previousBest);
    });
  }

  /** What both have in common: which file, is it saved, is it busy, may code run here. */
  private async work(
    argument: ExerciseArgument,
    question: string,
    titled: (exercise: string) => string,
    work: (exercise: Exercise, source: Source, progress: vscode.Progress<{ message?: string; increment?: number }>, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new HumanError(msg('Running and grading execute the code of this workspace, which you have not trusted yet.'), msg('Trust the workspace (command “Workspaces: Manage Workspace Trust”), then try again.'));
    const exercise = await chooseExercise(await this.course(), this.files, this.language.current, argument, question);
    if (!exercise) return;
    const place = await choosePlace(this.files, exercise, argument);
    if (!place) return;
    if (this.isBusy(exercise.id)) throw new HumanError(msg('This exercise is being run or graded already.'), msg('Wait for it, or press Cancel.'));
    // Before anything is waited for, so that a second press of the button finds it busy.
    this.setBusy(exercise.id, true);
    const cancel = new AbortController();
    try {
      await this.save(place);
      const source = await readSourceForPerson(place.file.fsPath);
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: titled(exercise.title[this.language.current]), cancellable: true }, async (progress, token) => {
        token.onCancellationRequested(() => cancel.abort());
        await work(exercise, { ...source, file: place.file.fsPath }, progress, cancel.signal);
      });
    } finally {
      this.setBusy(exercise.id, false);
    }
  }

  private async save(place: ExercisePlace): Promise<void> {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === place.file.toString());
    if (!document?.isDirty) return;
    // VS Code also says no where there was nothing left to save, because it had just saved by itself.
    if (!(await document.save()) && document.isDirty) throw new HumanError(msg('{file} could not be saved.', { file: place.file.fsPath }), msg('What you see was not run. Check the permissions of the file.'));
    await this.files.scan();
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

  private setBusy(exercise: string, busy: boolean): void {
    if (busy) this.busyExercises.add(exercise);
    else this.busyExercises.delete(exercise);
    this.busyChanged.fire(exercise);
  }
}
