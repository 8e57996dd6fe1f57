import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import { Owner } from '../kit/disposable';
import type { FindingsStore } from '../progress/findings';

interface Problem {
  message: string;
  location?: { line: number; column: number };
}

/** Marks in the editor where the last run failed; gone as soon as the text changes or a grade has something to say (src/hints). */
export class Problems extends Owner {
  private readonly collection = this.own(vscode.languages.createDiagnosticCollection('coursework'));

  constructor(
    private readonly files: ExerciseFiles,
    findings: FindingsStore,
  ) {
    super();
    this.own(findings.onDidChange((file) => findings.of(file)!.checks.size > 0 && this.clear(file)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && this.collection.delete(document.uri)));
    this.own(vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.collection.delete(uri))));
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
