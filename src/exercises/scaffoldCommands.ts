import * as vscode from 'vscode';
import path from 'node:path';
import type { Course, Exercise } from '../course/course';
import { conflicts, scaffold } from '../course/scaffold';
import { HumanError } from '../kit/humanError';
import { msg } from '../kit/l10n';
import type { ExerciseFiles } from './exerciseFiles';
import type { CourseLanguage } from './language';
import { chooseExercise, choosePlace, type ExerciseArgument } from './picker';

/** Writing and resetting exercise files. Nothing of the learner's is replaced without asking. */
export class ScaffoldCommands {
  constructor(
    private readonly course: () => Promise<Course>,
    private readonly files: ExerciseFiles,
    private readonly language: CourseLanguage,
    private readonly typesFile: string,
    /** Where the learner's file opens. */
    private readonly codeColumn: () => vscode.ViewColumn,
  ) {}

  async scaffold(argument: ExerciseArgument): Promise<void> {
    const exercise = await chooseExercise(await this.course(), this.files, this.language.current, argument, vscode.l10n.t('Which exercise shall be written into the workspace?'));
    if (!exercise) return;
    const folder = await this.chooseFolder(exercise);
    if (!folder) return;
    const { current: language } = this.language;
    const there = await conflicts(exercise, folder, language);
    const replace = there.length ? await this.askToReplace(there) : 'nothing';
    if (!replace) return;
    const { file } = await scaffold(exercise, folder, language, this.typesFile, replace);
    await this.files.scan();
    await vscode.window.showTextDocument(vscode.Uri.file(file), { viewColumn: this.codeColumn(), preview: false });
  }

  async reset(argument: ExerciseArgument): Promise<void> {
    const exercise = await chooseExercise(await this.course(), this.files, this.language.current, argument, vscode.l10n.t('Which exercise shall be reset?'));
    if (!exercise) return;
    const place = await choosePlace(this.files, exercise, argument);
    if (!place) return;
    const reset = vscode.l10n.t('Reset');
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t('Put the starter back in place of {0}?', path.basename(place.file.fsPath)),
      { modal: true, detail: vscode.l10n.t('What you wrote is kept as a copy in .coursework/backup. Your attempts and scores stay.') },
      reset,
    );
    if (choice !== reset) return;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === place.file.toString());
    if (open?.isDirty && !(await open.save()) && open.isDirty) throw new HumanError(msg('{file} could not be saved.', { file: place.file.fsPath }), msg('Check its permissions, then reset again.'));
    const { backups } = await scaffold(exercise, place.folder.fsPath, this.language.current, this.typesFile, 'learnerFile');
    await this.files.scan();
    await vscode.window.showTextDocument(place.file, { preview: false });
    if (backups[0] === undefined) return;
    const compare = vscode.l10n.t('Compare');
    const next = await vscode.window.showInformationMessage(vscode.l10n.t('The starter is back. Your version is kept as {0}.', path.basename(backups[0])), compare);
    if (next === compare) await vscode.commands.executeCommand('vscode.diff', vscode.Uri.file(backups[0]), place.file, path.basename(place.file.fsPath));
  }

  /** `<workspace folder>/<exercise id>`, or where the exercise already stands. */
  private async chooseFolder(exercise: Exercise): Promise<string | undefined> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) {
      const open = vscode.l10n.t('Open Folder');
      const choice = await vscode.window.showWarningMessage(vscode.l10n.t('No folder is open. Open the folder in which the exercises shall be.'), open);
      if (choice === open) await vscode.commands.executeCommand('vscode.openFolder');
      return undefined;
    }
    await this.files.scan();
    const places = this.files.of(exercise.id);
    if (places.length === 1) return places[0]!.folder.fsPath;
    const chosen = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Into which folder shall the exercise be written?') });
    if (!chosen) return undefined;
    if (chosen.uri.scheme !== 'file') throw new HumanError(msg('The folder {folder} is not on this machine’s disk.', { folder: chosen.name }), msg('Open a folder on disk.'));
    return path.join(chosen.uri.fsPath, exercise.id);
  }

  private async askToReplace(there: string[]): Promise<'nothing' | 'everything' | undefined> {
    const keep = vscode.l10n.t('Keep Mine, Add What Is Missing');
    const replace = vscode.l10n.t('Replace, Keep a Copy');
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t('These files are there already: {0}', there.map((file) => path.basename(file)).join(', ')),
      { modal: true, detail: vscode.l10n.t('Replacing keeps a copy of each in .coursework/backup.') },
      keep,
      replace,
    );
    return choice === keep ? 'nothing' : choice === replace ? 'everything' : undefined;
  }

  /** Shows the learner's file; offers to scaffold where there is none. */
  async openFile(argument: ExerciseArgument): Promise<void> {
    const exercise = await chooseExercise(await this.course(), this.files, this.language.current, argument, vscode.l10n.t('Which exercise?'));
    if (!exercise) return;
    const place = await choosePlace(this.files, exercise, argument);
    if (!place) return;
    await vscode.window.showTextDocument(place.file, { viewColumn: this.codeColumn(), preview: false });
  }
}
