import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import type { CourseLanguage } from '../exercises/language';
import type { Trace } from '../grading/observed';
import { Owner } from '../kit/disposable';
import { SETTINGS } from '../kit/ids';
import type { FindingsStore } from '../progress/findings';
import { probesOf } from '../syntax/probes';
import { SourceText } from '../syntax/sourceText';
import type { Probe } from '../syntax/types';
import { sameLines } from './sameLines';
import { hintText, hoverText } from './shapeText';

/** What the runner saw, by the place in the text that was run. */
interface Seen {
  of: object;
  lines: string[];
  hints: { line: number; column: number; probe: Probe; trace: Trace }[];
}

/** Shapes behind variables, as the last run or grade saw them; gone from a line once the line is another. */
export class ShapeHints extends Owner implements vscode.InlayHintsProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly files: ExerciseFiles,
    private readonly findings: FindingsStore,
    private readonly language: CourseLanguage,
  ) {
    super();
    this.own(vscode.languages.registerInlayHintsProvider({ language: 'typescript', scheme: 'file' }, this));
    const refresh = () => this.changed.fire();
    this.own(findings.onDidChange(refresh));
    this.own(language.onDidChange(refresh));
    this.own(vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(SETTINGS.shapeHints) && refresh()));
  }

  get enabled(): boolean {
    return vscode.workspace.getConfiguration().get<boolean>(SETTINGS.shapeHints, true);
  }

  /** Shows or hides them, here and in later windows. */
  async toggle(): Promise<void> {
    await vscode.workspace.getConfiguration().update(SETTINGS.shapeHints, !this.enabled, vscode.ConfigurationTarget.Global);
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    if (!this.enabled || !this.files.exerciseOf(document.uri)) return [];
    const seen = this.seenIn(document.uri.fsPath);
    if (!seen) return [];
    const now = sameLines(seen.lines, linesOf(document.getText()));
    return seen.hints.flatMap(({ line, column, probe, trace }) => {
      const is = now.get(line);
      const text = hintText(trace);
      if (is === undefined || text === undefined || is < range.start.line || is > range.end.line) return [];
      const hint = new vscode.InlayHint(new vscode.Position(is, column), text);
      hint.paddingLeft = true;
      hint.tooltip = new vscode.MarkdownString(hoverText(probe.name ?? probe.function, trace, this.language.current));
      return [hint];
    });
  }

  private seenIn(file: string): Seen | undefined {
    const observed = this.findings.of(file)?.observed;
    if (!observed || observed.traces.length === 0) return undefined;
    const before = this.seen.get(file);
    if (before?.of === observed) return before;
    const probes = new Map(probesOf(new SourceText(observed.text)).map((probe) => [probe.id, probe]));
    const lines = linesOf(observed.text);
    const starts = startsOf(observed.text);
    const hints = observed.traces.flatMap((trace) => {
      const probe = probes.get(trace.probe);
      if (!probe) return [];
      const line = starts.findLastIndex((start) => start <= probe.hintAt);
      return [{ line, column: probe.hintAt - starts[line]!, probe, trace }];
    });
    const seen = { of: observed, lines, hints };
    this.seen.set(file, seen);
    return seen;
  }
}

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** The offset at which each line begins. */
function startsOf(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return starts;
}
