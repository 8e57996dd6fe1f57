/** Exercises in the workspace, as learners leave them. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Attempt } from '../../../src/progress/progress';
import { inWorkspace, theHouse, until } from './house';

export const EXERCISE = 'neural-network';
export const FILE = 'neuralNetwork.ts';

/** From out/test/host/suite. */
const SOURCES = path.resolve(__dirname, '../../../../content/exercises', EXERCISE);

export const SOLUTION = fs.readFileSync(path.join(SOURCES, 'solution.ts'), 'utf8');
export const STARTER = fs.readFileSync(path.join(SOURCES, 'starter.en.ts'), 'utf8');
/** Everything but `train`: many points, and none of the time that training takes. */
export const WITHOUT_TRAIN = SOLUTION.replace('export function train(', 'export function trainLater(');

/**
 * Writes the exercise into `<workspace>/<folder>` as scaffolding does, without opening it. Each time into another
 * folder: VS Code keeps for a while what it knew of a path, and would mix it with the file of the test before.
 * @returns the learner's file
 */
export async function place(text: string, folder = `exercise ${randomUUID().slice(0, 8)}`): Promise<vscode.Uri> {
  const directory = inWorkspace(...folder.split('/'));
  fs.mkdirSync(directory.fsPath, { recursive: true });
  fs.writeFileSync(path.join(directory.fsPath, 'coursework.json'), JSON.stringify({ schemaVersion: 1, exercise: EXERCISE, file: FILE, language: 'en' }));
  const file = vscode.Uri.joinPath(directory, FILE);
  fs.writeFileSync(file.fsPath, text);
  const { files } = await theHouse();
  await until(async () => (await files.scan(), files.exerciseOf(file)), 'the exercise is found');
  return file;
}

export const textOf = (file: vscode.Uri): string => fs.readFileSync(file.fsPath, 'utf8');

/** Opens the file and gives it another text, unsaved, as typing does. */
export async function type(file: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  const all = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  await editor.edit((edit) => edit.replace(all, text));
  return document;
}

export const run = (argument: unknown): Thenable<unknown> => vscode.commands.executeCommand('coursework.runExercise', argument);
export const grade = (argument: unknown): Thenable<unknown> => vscode.commands.executeCommand('coursework.gradeExercise', argument);

/** Grades and gives the new attempt. */
export async function graded(argument: unknown): Promise<Attempt> {
  const { progress } = await theHouse();
  const before = progress.attempts(EXERCISE).length;
  await grade(argument);
  const attempts = progress.attempts(EXERCISE);
  if (attempts.length !== before + 1) throw new Error(`${attempts.length - before} attempts were recorded`);
  return attempts.at(-1)!;
}

/** What the last run or grade marked in the file. */
export const problemsIn = (file: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'AI Coursework');

/** Line of `text`, from 1, on which `what` first stands. */
export const lineOf = (text: string, what: string): number => text.slice(0, text.indexOf(what)).split('\n').length;
