import * as vscode from 'vscode';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Compute } from './compute/compute';
import { exerciseById, type Course } from './course/course';
import { loadCourse } from './course/load';
import { ExerciseFiles } from './exercises/exerciseFiles';
import { CourseLanguage } from './exercises/language';
import { chooseExercise, type ExerciseArgument } from './exercises/picker';
import { ScaffoldCommands } from './exercises/scaffoldCommands';
import { Explanations } from './explanations/explanations';
import { Owner } from './kit/disposable';
import { HumanError } from './kit/humanError';
import { COMMANDS, CONTEXT_KEYS, VIEWS, type CommandId } from './kit/ids';
import { msg, useChineseBundle } from './kit/l10n';
import { disposeLog, guarded, log, tellError } from './kit/log';
import { FindingsStore } from './progress/findings';
import { Progress } from './progress/progress';
import { startOptions } from './runner/devices/start';
import { backendSetting, whereOf } from './runtimeSettings';
import { CourseTree, type Node } from './tree/courseTree';
import type { EditorRooms } from './editorRooms';
import { TrainingEngine, type TrainingDeps } from './training/engine';
import { DebugConfigurations } from './training/debugConfiguration';
import { Problems } from './training/problems';
import { Runners } from './training/runners';
import { TrainingCommands } from './training/trainingCommands';
import { Turns } from './training/turns';

/** Commands of the room `hints`, which is loaded with the first of them. */
const INLINE_COMMANDS = [COMMANDS.gradeFunction, COMMANDS.debugFunction, COMMANDS.showHint, COMMANDS.nextHint, COMMANDS.showHintAnyway, COMMANDS.dismissHint, COMMANDS.compareWithSolution] as const;

/** The rooms tied together, for as long as the extension lives. */
export class House extends Owner {
  readonly language = this.own(new CourseLanguage());
  readonly files = this.own(new ExerciseFiles());
  readonly progress: Progress;
  readonly findings = this.own(new FindingsStore());
  readonly turns = this.own(new Turns(this.files));
  readonly runners: Runners;
  readonly engine: TrainingEngine;
  readonly tree: CourseTree;
  readonly explanations: Explanations;
  readonly compute: Compute;
  private readonly training: TrainingCommands;
  private readonly scaffolding: ScaffoldCommands;
  private loading?: Promise<Course>;
  private editorRooms?: Promise<EditorRooms>;

  constructor(private readonly context: vscode.ExtensionContext) {
    super();
    const dist = path.join(context.extensionPath, 'dist');
    this.progress = this.own(new Progress(context.globalStorageUri.fsPath));
    const where = () => whereOf(context.extensionPath);
    this.runners = this.own(new Runners(where, backendSetting, (hello, work) => this.compute.started(hello, work)));
    const problems = this.own(new Problems(this.files, this.findings));
    this.scaffolding = new ScaffoldCommands(this.course, this.files, this.language, path.join(dist, 'types/tfjs.d.ts'), () => this.explanations.codeColumn());
    const training: TrainingDeps = {
      course: this.course,
      files: this.files,
      language: this.language,
      progress: this.progress,
      findings: this.findings,
      turns: this.turns,
      pool: this.runners.pool,
      dataFolder: path.join(dist, 'data'),
      onPassedOver: (passedOver, used) => this.compute.tellPassedOver(passedOver, used),
      debug: async (file, stop, work) => (await import('./training/debug')).debugged((size) => startOptions(where(), backendSetting(), size), file, stop, work),
    };
    this.engine = new TrainingEngine(training);
    this.training = this.own(new TrainingCommands(training, this.engine, problems, (report, best) => this.explanations.openReport(report, best)));
    this.compute = this.own(new Compute({ extensionUri: context.extensionUri, where, choice: backendSetting, language: this.language, ready: this.course, isBusy: () => this.turns.anyBusy }));
    this.tree = this.own(new CourseTree(this.course, this.files, this.progress, this.language));
    // Without rows, so that VS Code shows the view's welcome; it is there while no folder is open.
    this.own(vscode.window.registerTreeDataProvider(VIEWS.start, { getChildren: () => [], getTreeItem: (node: never) => node }));
    this.explanations = this.own(
      new Explanations(context.extensionUri, { course: this.course, files: this.files, progress: this.progress, isBusy: (id) => this.turns.isBusy(id) }, this.language, this.turns.onDidChangeBusy),
    );
    this.own(new DebugConfigurations((file, part) => this.engine.debug(file, part)).register());
    this.own(this.progress.onDidRecord((report) => this.findings.addReport(report)));
    this.own(this.files.onDidChange(() => this.files.all.length > 0 && void guarded('hints', () => this.openEditorRooms())()));
    this.own(this.progress.onTrouble((trouble) => tellTrouble(trouble)));
    this.own(this.explanations.onDidOpen((page) => void guarded('tree', () => this.tree.reveal(page))()));
    this.own(vscode.window.onDidChangeActiveTextEditor(() => this.followEditor()));
    this.own(this.files.onDidChange(() => this.followEditor()));
    this.registerCommands();
    // After `activate` has returned.
    setTimeout(() => void guarded('house', () => this.open())(), 0);
  }

  /** Ends the window's processes and waits for what is being written. */
  async end(): Promise<void> {
    await Promise.allSettled([this.progress.flush(), this.runners.pool.dispose()]);
    this.dispose();
    disposeLog();
  }

  /** The course, read when it is first asked for. */
  readonly course = (): Promise<Course> => (this.loading ??= this.load());

  private async load(): Promise<Course> {
    const bundle = vscode.Uri.joinPath(this.context.extensionUri, 'content/l10n/bundle.l10n.zh-cn.json');
    useChineseBundle(JSON.parse(await fs.readFile(bundle.fsPath, 'utf8')) as Record<string, string>);
    const course = await loadCourse(path.join(this.context.extensionPath, 'dist/content'));
    for (const { file, fault } of course.problems) {
      log().error(`[course] ${file}: ${fault}`);
      tellError('course', new HumanError(msg('A part of the course is left out: {file}, {fault}.', { file, fault }), msg('Reinstall the extension, or mend the file.')));
    }
    return course;
  }

  /** What is of use once an exercise stands in the workspace, and not loaded before. */
  openEditorRooms(): Promise<EditorRooms> {
    return (this.editorRooms ??= this.makeEditorRooms());
  }

  private async makeEditorRooms(): Promise<EditorRooms> {
    const { files, language, progress, findings, turns, engine } = this;
    const [{ EditorRooms }, { Examination }, course] = await Promise.all([import('./editorRooms'), import('./training/examination'), this.course()]);
    return this.own(new EditorRooms({ extensionUri: this.context.extensionUri, course, files, language, progress, findings, turns, engine, examination: new Examination(engine) }));
  }

  /** What makes the house useful, none of which `activate` waits for. */
  private async open(): Promise<void> {
    await Promise.all([this.progress.open(), this.files.scan()]);
    for (const exercise of new Set(this.files.all.map((place) => place.exercise))) {
      const report = this.progress.lastReport(exercise);
      if (report) this.findings.addReport(report);
    }
    this.tree.refresh();
    // A few small files: the status bar then tells of a machine that was measured before.
    await this.compute.detection.recall();
  }

  private registerCommands(): void {
    const register = (id: CommandId, work: (...args: never[]) => unknown) => this.own(vscode.commands.registerCommand(id, guarded('command', work as (...args: unknown[]) => unknown)));
    const { training, scaffolding, tree, explanations, language } = this;
    register(COMMANDS.openExplanation, async (argument?: string | Node | vscode.Uri, anchor?: string) => explanations.open(await this.pageFor(argument), anchor));
    register(COMMANDS.scaffoldExercise, (argument: ExerciseArgument) => scaffolding.scaffold(argument));
    register(COMMANDS.resetExercise, (argument: ExerciseArgument) => scaffolding.reset(argument));
    register(COMMANDS.openExerciseFile, (argument: ExerciseArgument) => scaffolding.openFile(argument));
    register(COMMANDS.runExercise, (argument: ExerciseArgument) => training.run(argument));
    register(COMMANDS.gradeExercise, (argument: ExerciseArgument) => training.grade(argument));
    register(COMMANDS.debugExercise, (argument: ExerciseArgument) => training.debug(argument));
    register(COMMANDS.openReport, (argument: ExerciseArgument) => this.openReport(argument));
    register(COMMANDS.markRead, (node?: Node) => node?.kind === 'page' && this.progress.setRead(node.pageId, true));
    register(COMMANDS.markUnread, (node?: Node) => node?.kind === 'page' && this.progress.setRead(node.pageId, false));
    register(COMMANDS.search, () => tree.search());
    register(COMMANDS.clearSearch, () => tree.filter(''));
    register(COMMANDS.refresh, async () => {
      this.loading = undefined;
      tree.reload();
      await this.files.scan();
    });
    register(COMMANDS.switchLanguage, () => language.set(language.current === 'en' ? 'zh-cn' : 'en'));
    register(COMMANDS.showLog, () => log().show());
    for (const id of INLINE_COMMANDS) register(id, async (...args: never[]) => (await this.openEditorRooms()).inline.commands[id](...args));
    register(COMMANDS.toggleShapeHints, async () => (await this.openEditorRooms()).shapes.toggle());
    register(COMMANDS.openGradients, async (file?: vscode.Uri, parameter?: string) => (await this.openEditorRooms()).microscope.open(file, parameter));
    register(COMMANDS.showComputeReport, () => this.compute.show());
    register(COMMANDS.installTensorflow, () => this.compute.install());
  }

  /** Which page a command means: an id, a row, the exercise of a file, or (nothing) whatever the person picks. */
  private async pageFor(argument: string | Node | vscode.Uri | undefined): Promise<string | undefined> {
    if (typeof argument === 'string') return argument;
    if (argument instanceof vscode.Uri) {
      const place = this.files.exerciseOf(argument);
      return place && (await this.explanations.pageOf(place.exercise));
    }
    return argument?.kind === 'page' ? argument.pageId : undefined;
  }

  private async openReport(argument: ExerciseArgument): Promise<void> {
    const exercise = await chooseExercise(await this.course(), this.files, this.language.current, argument, vscode.l10n.t('The report of which exercise?'));
    if (!exercise) return;
    const report = this.progress.lastReport(exercise.id);
    if (!report) throw new HumanError(msg('“{title}” has not been graded yet.', { title: exercise.title[this.language.current] }), msg('Grade it first.'));
    await this.explanations.openReport(report);
  }

  /** While an exercise is on screen its buttons show, and a runner waits for it. */
  private followEditor(): void {
    const editor = vscode.window.activeTextEditor;
    const place = editor && this.files.exerciseOf(editor.document.uri);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.exerciseFile, place !== undefined);
    if (place) void guarded('runner', () => this.prepareFor(place.exercise))();
    // A page in front leaves the exercise beside it what is worked on.
    else if (editor || vscode.window.visibleTextEditors.length === 0) this.compute.follow(undefined);
  }

  private async prepareFor(exerciseId: string): Promise<void> {
    const exercise = exerciseById(await this.course(), exerciseId);
    if (!exercise) return;
    this.runners.prepare(exercise.work);
    this.compute.follow(exercise.work);
  }
}

function tellTrouble({ note, setAside }: { note: 'recovered' | 'lost' | 'fromTheFuture'; setAside?: string }): void {
  const file = setAside ?? '';
  const messages = {
    recovered: new HumanError(msg('The record of your progress was damaged and has been set aside as {file}.', { file }), msg('The version before it is used; the last grade may be missing.')),
    lost: new HumanError(msg('The record of your progress was damaged and has been set aside as {file}.', { file }), msg('There was no version before it, so progress starts anew.')),
    fromTheFuture: new HumanError(msg('Your progress was written by a newer version of AI Coursework.'), msg('It is left untouched; what you do now is not recorded. Update the extension.')),
  };
  tellError('progress', messages[note]);
}
