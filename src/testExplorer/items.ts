import * as vscode from 'vscode';
import { exerciseById, type Course } from '../course/course';
import type { CheckInfo, ChecksOf } from '../exercises/engine';
import type { ExerciseFiles, ExercisePlace } from '../exercises/exerciseFiles';
import type { Language } from '../kit/l10n';
import { anchorsOf } from '../syntax/anchors';
import { SourceText } from '../syntax/sourceText';

/** What a row of the Test Explorer stands for. */
export type Row = { place: ExercisePlace } & ({ kind: 'exercise'; checks: readonly CheckInfo[] } | { kind: 'function'; name: string } | { kind: 'check'; check: CheckInfo });

/** Marks the checks that train a network: `@coursework:training` in the filter of the Test Explorer. */
export const TRAINING = new vscode.TestTag('training');

/** The exercises of the workspace, their functions and checks, as rows. A row keeps its identity, and with it its result. */
export class Items {
  private readonly rows = new WeakMap<vscode.TestItem, Row>();

  constructor(
    private readonly controller: vscode.TestController,
    private readonly files: ExerciseFiles,
    private readonly course: () => Promise<Course>,
    private readonly checksOf: ChecksOf,
    private readonly language: () => Language,
  ) {}

  row(item: vscode.TestItem): Row | undefined {
    return this.rows.get(item);
  }

  exercise(file: vscode.Uri): vscode.TestItem | undefined {
    return this.controller.items.get(file.toString());
  }

  /** The rows of checks below (or at) these rows; of everything where none is named. */
  checksBelow(items: readonly vscode.TestItem[] | undefined): vscode.TestItem[] {
    const found = new Map<string, vscode.TestItem>();
    const visit = (item: vscode.TestItem): void => {
      if (this.row(item)?.kind === 'check') found.set(item.id, item);
      else item.children.forEach(visit);
    };
    if (items) items.forEach(visit);
    else this.controller.items.forEach(visit);
    return [...found.values()];
  }

  /** Makes the rows anew from the workspace. */
  async refresh(): Promise<void> {
    const course = await this.course();
    const places = this.files.all.filter(({ exists, exercise }) => exists && exerciseById(course, exercise));
    const items: vscode.TestItem[] = [];
    for (const place of places) {
      const checks = await this.checksOf(place.exercise);
      if (checks.length > 0) items.push(this.exerciseItem(place, checks, exerciseById(course, place.exercise)!.title[this.language()], places));
    }
    this.controller.items.replace(items);
    await Promise.all(places.map(({ file }) => this.placeRanges(file)));
  }

  /** Puts the rows of a file where its functions stand now. */
  async placeRanges(file: vscode.Uri): Promise<void> {
    const exercise = this.exercise(file);
    const document = exercise && (await vscode.workspace.openTextDocument(file).then((opened) => opened, () => undefined)); // gone since the last scan
    if (!document) return;
    const anchors = new Map(anchorsOf(new SourceText(document.getText())).map((anchor) => [anchor.name, anchor]));
    const start = new vscode.Range(0, 0, 0, 0);
    exercise.range = start;
    exercise.children.forEach((item) => {
      const anchor = anchors.get(item.label);
      const range = anchor ? new vscode.Range(document.positionAt(anchor.nameSpan.from), document.positionAt(anchor.nameSpan.to)) : start;
      item.range = range;
      item.children.forEach((check) => (check.range = range));
    });
  }

  private exerciseItem(place: ExercisePlace, checks: readonly CheckInfo[], title: string, places: readonly ExercisePlace[]): vscode.TestItem {
    const item = this.item(this.controller.items, place.file.toString(), title, place, { place, kind: 'exercise', checks });
    // Of an exercise that stands in several folders the folder tells which is which.
    item.description = places.filter(({ exercise }) => exercise === place.exercise).length > 1 ? vscode.workspace.asRelativePath(place.folder, true) : undefined;
    const names = [...new Set(checks.map((check) => check.function))];
    item.children.replace(
      names.map((name, i) => {
        const row = this.item(item.children, `${item.id}#${name}`, name, place, { place, kind: 'function', name }, i);
        const own = checks.filter((check) => check.function === name);
        row.children.replace(
          own.map((check, k) => {
            const leaf = this.item(row.children, `${row.id}#${check.id}`, check.title[this.language()], place, { place, kind: 'check', check }, k);
            leaf.description = check.maxPoints > 0 ? vscode.l10n.t('{0} points', check.maxPoints) : vscode.l10n.t('not graded');
            leaf.tags = check.trains ? [TRAINING] : [];
            return leaf;
          }),
        );
        return row;
      }),
    );
    return item;
  }

  private item(among: vscode.TestItemCollection, id: string, label: string, place: ExercisePlace, row: Row, order = 0): vscode.TestItem {
    const item = among.get(id) ?? this.controller.createTestItem(id, label, place.file);
    item.label = label;
    // In the order in which they are graded, not by the alphabet of whichever language.
    item.sortText = String(order).padStart(3, '0');
    this.rows.set(item, row);
    return item;
  }
}
