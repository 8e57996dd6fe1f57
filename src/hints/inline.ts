import type { Course } from '../course/course';
import type { ChecksOf, Engine } from '../exercises/engine';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import { Owner } from '../kit/disposable';
import type { Event } from '../kit/emitter';
import { COMMANDS } from '../kit/ids';
import type { FindingsStore } from '../progress/findings';
import type { Progress } from '../progress/progress';
import { Actions } from './actions';
import { Comparison } from './comparison';
import { GradeDiagnostics } from './diagnostics';
import { FindingsNow } from './findingsNow';
import { FunctionCommands, targetFor, type Target, type UriArgument } from './functionCommands';
import { Hints } from './hints';
import type { HintTexts } from './hintSteps';
import { HintView } from './hintView';
import { FunctionHover } from './hover';
import { Lenses } from './lenses';
import type { CodeOf } from './marks';
import { addressOf, Addresses, headingOf } from './pages';
import { Sources } from './sources';
import { StaticDiagnostics } from './staticDiagnostics';

export interface InlineDeps {
  /** Read already, and with it the translations. */
  course: Course;
  files: ExerciseFiles;
  language: CourseLanguage;
  progress: Progress;
  findings: FindingsStore;
  engine: Engine;
  /** An exercise is being run or graded. */
  isBusy: (exercise: string) => boolean;
  onDidChangeBusy: Event<string>;
  checksOf: ChecksOf;
  /** What an exercise forbids in the whole file. */
  forbids: (exercise: string) => Promise<ReadonlySet<'autodiff' | 'optimizers'>>;
  /** dist/content/hints/<exercise>.json */
  hintTexts: (exercise: string) => Promise<HintTexts>;
  /** The function of an exercise whose gradients can be looked at. */
  gradientsOf: (exercise: string) => string | undefined;
  /** The text of the reference solution. */
  solution: (exercise: string) => Promise<string>;
}

/** Everything that shows in a learner's file itself: lenses, marks, quick fixes, hints, hovers. */
export class Inline extends Owner {
  readonly sources: Sources;
  readonly now: FindingsNow;
  readonly hints: Hints;
  readonly hintView: HintView;
  readonly lenses: Lenses;
  readonly hover: FunctionHover;
  readonly actions: Actions;
  /** What the commands of this room do, by id. */
  readonly commands: Readonly<Record<InlineCommand, (...args: never[]) => Promise<void> | void>>;

  constructor({ course, files, language, progress, findings, engine, isBusy, onDidChangeBusy, checksOf, forbids, hintTexts, gradientsOf, solution }: InlineDeps) {
    super();
    const sources = (this.sources = this.own(new Sources(files)));
    const now = (this.now = this.own(new FindingsNow(files, sources, findings)));
    const hints = (this.hints = this.own(new Hints(hintTexts, progress, findings)));
    const heading = (exercise: string, name: string) => headingOf(course, exercise, name);
    const code: CodeOf = (exercise, name, id) => {
      const page = heading(exercise, name);
      return page ? { value: id, target: addressOf(page) } : id;
    };
    const target = async (argument: UriArgument, name: string | undefined): Promise<Target> => await targetFor(sources, checksOf, argument, name);
    const grade = this.own(new GradeDiagnostics(now, language, code, () => files.all.map(({ file }) => file)));
    const rules = this.own(new StaticDiagnostics(sources, files, language, code, forbids));
    this.own(new Addresses());
    this.lenses = this.own(new Lenses({ sources, now, hints, progress, language, checksOf, gradientsOf, isBusy, onDidChangeBusy }));
    this.hover = this.own(new FunctionHover(sources, now, hints, language, checksOf, heading));
    this.actions = this.own(new Actions({ sources, now, hints, language, checksOf, heading, gradientsOf, marks: [grade.marks, rules.marks] }));
    const view = (this.hintView = this.own(new HintView({ files, sources, now, findings, hints, language, target, heading })));
    const comparison = this.own(new Comparison(target, now, progress, checksOf, language, solution));
    const functions = new FunctionCommands(target, engine);
    this.commands = {
      [COMMANDS.gradeFunction]: functions.grade.bind(functions),
      [COMMANDS.debugFunction]: functions.debug.bind(functions),
      [COMMANDS.compareWithSolution]: comparison.compare.bind(comparison),
      [COMMANDS.showHint]: view.show.bind(view),
      [COMMANDS.nextHint]: view.next.bind(view),
      [COMMANDS.showHintAnyway]: view.nextAnyway.bind(view),
      [COMMANDS.dismissHint]: view.dismiss.bind(view),
    };
  }
}

export type InlineCommand = (typeof COMMANDS)['gradeFunction' | 'debugFunction' | 'compareWithSolution' | 'showHint' | 'nextHint' | 'showHintAnyway' | 'dismissHint'];
