import type * as vscode from 'vscode';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Course } from './course/course';
import type { Engine } from './exercises/engine';
import type { ExerciseFiles } from './exercises/exerciseFiles';
import type { CourseLanguage } from './exercises/language';
import { GRADERS } from './grading/registry';
import type { HintTexts } from './hints/hintSteps';
import { Inline } from './hints/inline';
import { ShapeHints } from './hints/shapeHints';
import { Owner } from './kit/disposable';
import { Microscope } from './microscope/microscope';
import type { FindingsStore } from './progress/findings';
import type { Progress } from './progress/progress';
import { TestExplorer } from './testExplorer/testExplorer';
import { checksOf } from './training/engine';
import type { Examination } from './training/examination';
import type { Turns } from './training/turns';

export interface EditorRoomsDeps {
  extensionUri: vscode.Uri;
  /** Read already, and with it the translations. */
  course: Course;
  files: ExerciseFiles;
  language: CourseLanguage;
  progress: Progress;
  findings: FindingsStore;
  turns: Turns;
  engine: Engine;
  examination: Examination;
}

/** The exercise whose gradients can be looked at. */
const WITH_GRADIENTS = 'neural-network';

/** What shows in and beside a learner's file. A file of its own (dist/host/), read once an exercise stands in the workspace. */
export class EditorRooms extends Owner {
  readonly inline: Inline;
  readonly shapes: ShapeHints;
  readonly testExplorer: TestExplorer;
  readonly microscope: Microscope;

  constructor({ extensionUri, course, files, language, progress, findings, turns, engine, examination }: EditorRoomsDeps) {
    super();
    const content = path.join(extensionUri.fsPath, 'dist/content');
    const isBusy = (exercise: string) => turns.isBusy(exercise);
    const { onDidChangeBusy } = turns;
    this.inline = this.own(
      new Inline({
        course, files, language, progress, findings, engine, isBusy, onDidChangeBusy, checksOf,
        forbids: (exercise) => Promise.resolve(new Set(GRADERS.get(exercise)?.forbid)),
        hintTexts: async (exercise) => JSON.parse(await fs.readFile(path.join(content, 'hints', `${exercise}.json`), 'utf8')) as HintTexts,
        gradientsOf: (exercise) => GRADERS.get(exercise)?.microscope?.function,
        solution: (exercise) => fs.readFile(path.join(content, 'solutions', `${exercise}.ts`), 'utf8'),
      }),
    );
    this.shapes = this.own(new ShapeHints(files, findings, language));
    this.testExplorer = this.own(new TestExplorer({ course: () => Promise.resolve(course), files, language, findings, checksOf, engine }));
    this.microscope = this.own(
      new Microscope({
        extensionUri, language, files, findings, isBusy, onDidChangeBusy,
        exercise: WITH_GRADIENTS,
        function: GRADERS.get(WITH_GRADIENTS)!.microscope!.function,
        ready: () => Promise.resolve(),
        examine: (file, token) => examination.examine(file, token),
      }),
    );
  }
}
