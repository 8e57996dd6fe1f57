import * as vscode from 'vscode';
import type { Course, Exercise } from '../course/course';
import { exerciseById } from '../course/course';
import { HumanError } from '../kit/humanError';
import { msg, type Language } from '../kit/l10n';
import type { ExerciseFiles, ExercisePlace } from './exerciseFiles';

/** What a command may be given: a tree item, an id from a page, a file from an editor's title, or nothing. */
export type ExerciseArgument = string | vscode.Uri | { exerciseId?: string } | undefined;

/** The exercise that a command is about; asks where nothing says which. Undefined where the person declined. */
export async function chooseExercise(course: Course, files: ExerciseFiles, language: Language, argument: ExerciseArgument, placeHolder: string): Promise<Exercise | undefined> {
  const id = typeof argument === 'string' ? argument : argument instanceof vscode.Uri ? files.exerciseOf(argument)?.exercise : argument?.exerciseId;
  if (id !== undefined) {
    const exercise = exerciseById(course, id);
    if (!exercise) throw new HumanError(msg('There is no exercise “{id}”.', { id }), msg('The exercises are: {list}.', { list: course.exercises.map((one) => one.id).join(', ') }));
    return exercise;
  }
  if (course.exercises.length === 0) throw new HumanError(msg('The course has no exercises.'), msg('Reinstall the extension.'));
  const active = vscode.window.activeTextEditor && files.exerciseOf(vscode.window.activeTextEditor.document.uri)?.exercise;
  // The exercise at hand comes first, so that Enter takes it.
  const sorted = [...course.exercises].sort((a, b) => Number(b.id === active) - Number(a.id === active));
  const items = sorted.map((exercise) => ({ label: exercise.title[language], description: exercise.file, exercise }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.exercise;
}

/** The place of an exercise in the workspace; asks where there are several. Undefined where the person declined. */
export async function choosePlace(files: ExerciseFiles, exercise: Exercise, argument: ExerciseArgument): Promise<ExercisePlace | undefined> {
  await files.scan();
  const places = files.of(exercise.id);
  if (places.length === 0) throw new HumanError(msg('“{file}” is not in the workspace yet.', { file: exercise.file }), msg('Scaffold the exercise first.'));
  const named = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const place = (named && places.find(({ file }) => file.toString() === named.toString())) ?? (places.length === 1 ? places[0] : await pick(places));
  if (place && !place.exists) throw new HumanError(msg('{file} is gone.', { file: place.file.fsPath }), msg('If it was renamed, give it its name back; otherwise scaffold the exercise again.'));
  return place;
}

async function pick(places: ExercisePlace[]): Promise<ExercisePlace | undefined> {
  const items = places.map((place) => ({ label: vscode.workspace.asRelativePath(place.file, true), place }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('This exercise stands in several folders: which one?') }))?.place;
}
