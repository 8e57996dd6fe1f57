import * as vscode from 'vscode';
import type { CheckReport } from '../grading/report';
import type { Language, LocalText } from '../kit/l10n';

/** Tells a test run what a check found. */
export function tell(run: vscode.TestRun, item: vscode.TestItem, check: CheckReport<LocalText>, language: Language): void {
  switch (check.status) {
    case 'passed':
      return run.passed(item, check.durationMs);
    case 'skipped':
      return run.skipped(item);
    case 'failed':
      return run.failed(item, messageOf(item, check, language), check.durationMs);
    case 'error':
    case 'timeout':
    case 'crashed':
      return run.errored(item, messageOf(item, check, language), check.durationMs);
    default:
      check.status satisfies never;
  }
}

/** What was found, at its line, with expected and actual as a difference where both are known. */
function messageOf(item: vscode.TestItem, { message, expected, actual, location }: CheckReport<LocalText>, language: Language): vscode.TestMessage {
  const text = new vscode.MarkdownString(message[language]);
  const told = expected !== undefined && actual !== undefined ? vscode.TestMessage.diff(text, expected, actual) : new vscode.TestMessage(text);
  const place = location ? new vscode.Position(location.line - 1, location.column - 1) : item.range?.start;
  if (item.uri && place) told.location = new vscode.Location(item.uri, place);
  return told;
}

/** A terminal's line ends, which the view of results wants. */
export const forTerminal = (text: string): string => text.replace(/\r?\n/g, '\r\n');
