import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import type { GradeReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import type { LocalText } from '../kit/l10n';

interface Problem {
  message: string;
  location?: { line: number; column: number };
}

/** Marks in the editor what the last run or grade found at a line; gone as soon as the text changes. */
export class Problems extends Owner {
  private readonly collection = this.own(vscode.languages.createDiagnosticCollection('coursework'));

  constructor(
    private readonly files: ExerciseFiles,
    private readonly language: CourseLanguage,
  ) {
    super();
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && this.collection.delete(document.uri)));
    this.own(vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.collection.delete(uri))));
  }

  showReport(report: GradeReport<LocalText>): void {
    const byPlace = new Map<string, Problem>();
    for (const { location, message } of report.checks) {
      if (location) byPlace.set(`${location.line}:${location.column}:${message.en}`, { message: message[this.language.current], location });
    }
    this.show(report.file, report.sha256, [...byPlace.values()]);
  }

  /** Marks what was found in the text whose hash is `sha256`; nothing where the learner sees another text by now. */
  show(file: string, sha256: string, problems: Problem[]): void {
    const uri = vscode.Uri.file(file);
    if (!this.files.isCurrent(this.files.exerciseOf(uri), sha256)) return this.clear(file);
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    this.collection.set(
      uri,
      problems.map(({ message, location = { line: 1, column: 1 } }) => {
        const start = new vscode.Position(location.line - 1, location.column - 1);
        const range = document?.getWordRangeAtPosition(start) ?? new vscode.Range(start, start.translate(0, 1));
        const diagnostic = new vscode.Diagnostic(range, message.replace(/`/g, ''), vscode.DiagnosticSeverity.Error);
        diagnostic.source = 'AI Coursework';
        return diagnostic;
      }),
    );
  }

  clear(file: string): void {
    this.collection.delete(vscode.Uri.file(file));
  }
}
