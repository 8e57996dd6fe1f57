import * as vscode from 'vscode';
import { exerciseById, type Course, type Exercise } from '../course/course';
import type { CheckInfo, Engine, EngineOptions, Part } from '../exercises/engine';
import type { ExerciseFiles, ExercisePlace } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import type { Check, Grader } from '../grading/check';
import { grade, GradeCancelled, sha256 } from '../grading/grade';
import type { Observed } from '../grading/observed';
import type { GradeReport } from '../grading/report';
import { trainingText } from '../grading/trainingText';
import { HumanError } from '../kit/humanError';
import { inAllLanguages, msg, translate, type LocalText } from '../kit/l10n';
import { log } from '../kit/log';
import type { FindingsStore } from '../progress/findings';
import type { Progress } from '../progress/progress';
import type { RunnerPool } from '../runner/pool';
import type { PassedOver } from '../runner/protocol/backends';
import type { Hello } from '../runner/runner';
import type { Source } from '../runner/sources';
import type { Turns } from './turns';

/** Grading seed of the editor: the same as the command line's, so that both give the same report. */
const SEED = 1;

export interface TrainingDeps {
  course: () => Promise<Course>;
  files: ExerciseFiles;
  language: CourseLanguage;
  progress: Progress;
  findings: FindingsStore;
  turns: Turns;
  pool: RunnerPool;
  /** dist/data, from which graders read. */
  dataFolder: string;
  /** Tells that another backend does the work than the one that was wanted. */
  onPassedOver: (passedOver: PassedOver, used: Hello) => void;
  /** Has a debugger attached to the processes of a piece of work; aborts `stop` where the person ends it. */
  debug: <T>(file: vscode.Uri, stop: AbortController, work: (pool: RunnerPool) => Promise<T>) => Promise<T>;
}

type Shown = vscode.Progress<{ message?: string; increment?: number }>;

/** The graders are half of the code of this side; they are loaded when the first is wanted. */
export const graders = async (): Promise<ReadonlyMap<string, Grader>> => (await import('../grading/registry')).GRADERS;

/** @throws HumanError where the exercise has no checks */
async function graderFor(exercise: string): Promise<Grader> {
  return (await import('../grading/registry')).graderFor(exercise);
}

/** The checks of an exercise, for who shows them. */
export async function checksOf(exercise: string): Promise<readonly CheckInfo[]> {
  const grader = (await graders()).get(exercise);
  return [...(grader?.checks ?? []), ...(grader?.challenges ?? [])].map(({ id, function: of, title, points, trains = false }) => ({ id, function: of, title: inAllLanguages(title), maxPoints: points, trains }));
}

/** Grades what the surfaces ask for; their way to the runner. */
export class TrainingEngine implements Engine {
  constructor(private readonly deps: TrainingDeps) {}

  async grade(file: vscode.Uri, part: Part, options: EngineOptions = {}): Promise<GradeReport<LocalText> | undefined> {
    const stop = new AbortController();
    return await this.work(file, options, stop, (exercise, source, shown) => this.gradeIn(this.deps.pool, exercise, source, part, options, stop.signal, shown));
  }

  async debug(file: vscode.Uri, part: Part, options: EngineOptions = {}): Promise<GradeReport<LocalText> | undefined> {
    const stop = new AbortController();
    return await this.work(file, { ...options, quiet: true }, stop, (exercise, source) =>
      this.deps.debug(file, stop, (pool) => this.gradeIn(pool, exercise, source, part, options, stop.signal, undefined, Infinity)),
    );
  }

  /** A turn with the file of an exercise, for what is neither run nor grade. @throws HumanError where it cannot start */
  async withFile<T>(file: vscode.Uri, token: vscode.CancellationToken, work: (given: { grader: Grader; source: Source; pool: RunnerPool; seed: number; signal: AbortSignal; work: Exercise['work'] }) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    return await this.work(file, { token, quiet: true }, stop, async (exercise, source) => work({ grader: await graderFor(exercise.id), source, pool: this.deps.pool, seed: SEED, signal: stop.signal, work: exercise.work }));
  }

  /** What a run or a grade may tell besides its result, and where that goes. */
  async observing(exercise: string, source: Source, output?: () => string) {
    const [{ probesOf }, { SourceText }] = await Promise.all([import('../syntax/probes'), import('../syntax/sourceText')]);
    return {
      probes: probesOf(new SourceText(source.text)),
      onObserved: (seen: Observed) => this.deps.findings.addObserved({ exercise, file: source.file, sha256: sha256(source.bytes) }, source.text, seen, output?.()),
    };
  }

  private async work<T>(file: vscode.Uri, { token, quiet = false }: EngineOptions, stop: AbortController, work: (exercise: Exercise, source: Source, shown?: Shown) => Promise<T>): Promise<T> {
    const { turns, language } = this.deps;
    turns.mustBeTrusted();
    const { exercise, place } = await this.exerciseAt(file);
    const listener = token?.onCancellationRequested(() => stop.abort());
    if (token?.isCancellationRequested) stop.abort();
    try {
      return await turns.take(place, async (source) => {
        if (quiet) return await work(exercise, source);
        const title = vscode.l10n.t('Grading {0}', exercise.title[language.current]);
        return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (shown, cancel) => {
          cancel.onCancellationRequested(() => stop.abort());
          return await work(exercise, source, shown);
        });
      });
    } finally {
      listener?.dispose();
    }
  }

  private async gradeIn(pool: RunnerPool, exercise: Exercise, source: Source, part: Part, options: EngineOptions, signal: AbortSignal, shown?: Shown, patience?: number): Promise<GradeReport<LocalText> | undefined> {
    const { progress, findings, language, dataFolder, onPassedOver } = this.deps;
    const whole = part.checks === undefined && part.functions === undefined;
    const grader = await graderFor(exercise.id);
    // A debugger steps through what the learner wrote, without our probes in it.
    const observing = patience === undefined ? await this.observing(exercise.id, source) : {};
    let report: GradeReport<LocalText>;
    try {
      report = await grade({
        grader: whole ? grader : partOf(grader, part),
        source,
        pool,
        seed: SEED,
        signal,
        work: exercise.work,
        patience,
        dataFolder,
        onPassedOver,
        onOutput: options.onOutput,
        onTraining: (training) => shown?.report({ message: translate(trainingText(training), language.current) }),
        onCheck: (check, done, total) => {
          shown?.report({ message: `${done}/${total}  ${check.title[language.current]}`, increment: 100 / total });
          options.onCheck?.(check, done, total);
        },
        ...observing,
      });
    } catch (error) {
      if (error instanceof GradeCancelled) return undefined;
      throw error;
    }
    log().info(`[training] ${exercise.id}${whole ? '' : ' (a part)'}: ${report.score}/${report.maxScore} on ${report.backend} in ${report.durationMs} ms`);
    if (whole && patience === undefined) await progress.record(report);
    else findings.addReport(report);
    return report;
  }

  private async exerciseAt(file: vscode.Uri): Promise<{ exercise: Exercise; place: ExercisePlace }> {
    const place = this.deps.files.exerciseOf(file);
    const exercise = place && exerciseById(await this.deps.course(), place.exercise);
    if (!place || !exercise) throw new HumanError(msg('{file} is not the file of an exercise.', { file: file.fsPath }), msg('Scaffold the exercise first.'));
    return { exercise, place };
  }
}

/** The same grader with some of its checks; challenges only where they are named. */
function partOf(grader: Grader, { checks, functions }: Part): Grader {
  const wanted = ({ id, function: of }: Check) => (checks?.includes(id) ?? false) || (functions?.includes(of) ?? false);
  return { ...grader, checks: grader.checks.filter(wanted), challenges: grader.challenges?.filter(wanted) };
}
