import * as vscode from 'vscode';
import type { ExerciseFiles, ExercisePlace } from '../exercises/exerciseFiles';
import { readSourceForPerson } from '../grading/readSource';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import type { Source } from '../runner/sources';

/** Whoever runs code takes a turn: one at a time for each exercise, on what is saved, where code may run. */
export class Turns extends Owner {
  private readonly busyExercises = new Set<string>();
  private readonly busyChanged = this.own(new Emitter<string>());
  /** An exercise began or ended being run or graded. */
  readonly onDidChangeBusy = this.busyChanged.event;

  constructor(private readonly files: ExerciseFiles) {
    super();
  }

  isBusy(exercise: string): boolean {
    return this.busyExercises.has(exercise);
  }

  get anyBusy(): boolean {
    return this.busyExercises.size > 0;
  }

  /** @throws HumanError where the workspace is not trusted */
  mustBeTrusted(): void {
    if (!vscode.workspace.isTrusted) throw new HumanError(msg('Running and grading execute the code of this workspace, which you have not trusted yet.'), msg('Trust the workspace (command “Workspaces: Manage Workspace Trust”), then try again.'));
  }

  /**
   * Saves the file, reads it and does the work.
   * @throws HumanError where it is someone else's turn, or where the file cannot be saved or read
   */
  async take<T>(place: ExercisePlace, work: (source: Source) => Promise<T>): Promise<T> {
    this.mustBeTrusted();
    const { exercise } = place;
    if (this.isBusy(exercise)) throw new HumanError(msg('This exercise is being run or graded already.'), msg('Wait for it, or press Cancel.'));
    // Before anything is waited for, so that a second press of the button finds it busy.
    this.setBusy(exercise, true);
    try {
      await this.save(place);
      return await work({ ...(await readSourceForPerson(place.file.fsPath)), file: place.file.fsPath });
    } finally {
      this.setBusy(exercise, false);
    }
  }

  private async save(place: ExercisePlace): Promise<void> {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === place.file.toString());
    if (!document?.isDirty) return;
    // VS Code also says no where there was nothing left to save, because it had just saved by itself.
    if (!(await document.save()) && document.isDirty) throw new HumanError(msg('{file} could not be saved.', { file: place.file.fsPath }), msg('What you see was not run. Check the permissions of the file.'));
    await this.files.scan();
  }

  private setBusy(exercise: string, busy: boolean): void {
    if (busy) this.busyExercises.add(exercise);
    else this.busyExercises.delete(exercise);
    this.busyChanged.fire(exercise);
  }
}
