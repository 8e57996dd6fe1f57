import * as vscode from 'vscode';
import type { CheckReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import type { LocalText } from '../kit/l10n';
import type { StaticFinding } from '../syntax/rules';

/** What a diagnostic is about. */
export type About = { kind: 'check'; check: CheckReport<LocalText> } | { kind: 'leak'; function: string; at: vscode.Position } | { kind: 'rule'; finding: StaticFinding };

export interface Mark {
  diagnostic: vscode.Diagnostic;
  about: About;
}

/** The id of a diagnostic, with a link to where the course explains the function. */
export type CodeOf = (exercise: string, name: string, id: string) => vscode.Diagnostic['code'];

/** One collection of diagnostics, which remembers what each of them is about. */
export class Marks extends Owner {
  private readonly collection: vscode.DiagnosticCollection;
  private readonly byFile = new Map<string, readonly Mark[]>();

  constructor(name: string) {
    super();
    this.collection = this.own(vscode.languages.createDiagnosticCollection(name));
  }

  set(uri: vscode.Uri, marks: readonly Mark[]): void {
    if (marks.length === 0) return this.clear(uri);
    this.byFile.set(uri.toString(), marks);
    this.collection.set(
      uri,
      marks.map((mark) => mark.diagnostic),
    );
  }

  clear(uri: vscode.Uri): void {
    if (this.byFile.delete(uri.toString())) this.collection.delete(uri);
  }

  /** Those that touch a range. */
  at(uri: vscode.Uri, range: vscode.Range): Mark[] {
    return (this.byFile.get(uri.toString()) ?? []).filter((mark) => mark.diagnostic.range.intersection(range) !== undefined);
  }
}

/** A diagnostic is plain text: the backticks around code go. */
export function diagnostic(range: vscode.Range, message: string, severity: vscode.DiagnosticSeverity, code: vscode.Diagnostic['code']): vscode.Diagnostic {
  const result = new vscode.Diagnostic(range, message.replace(/`/g, ''), severity);
  result.source = 'AI Coursework';
  result.code = code;
  return result;
}
