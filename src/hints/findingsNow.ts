import * as vscode from 'vscode';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import type { Findings, FindingsStore } from '../progress/findings';
import { Known, type Sources } from './sources';

/** The findings that are about the text which the learner sees, and no others. */
export class FindingsNow extends Owner {
  private readonly told = new Map<string, Findings>();
  private readonly changed = this.own(new Emitter<vscode.Uri>());
  /** Findings of this file came, or they begin or cease to be about what is on the screen. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly files: ExerciseFiles,
    private readonly sources: Sources,
    private readonly findings: FindingsStore,
  ) {
    super();
    this.own(files.onDidChange(() => this.compare()));
    this.own(findings.onDidChange(() => this.compare()));
    this.compare();
  }

  of(uri: vscode.Uri): Findings | undefined {
    const place = this.files.exerciseOf(uri);
    const findings = place && this.findings.of(place.file.fsPath);
    if (!findings || !this.files.isCurrent(place, findings.sha256)) return undefined;
    // Between a save and the scan that follows it the file on disk is known by its old hash.
    const open = this.sources.open(uri);
    return !open || open.is(findings.sha256) ? findings : undefined;
  }

  /** The text of a file: as it is open, else as it was run or graded. */
  text(uri: vscode.Uri): Known | undefined {
    const findings = this.of(uri);
    return this.sources.open(uri) ?? (findings?.observed && new Known(findings.exercise, uri, findings.observed.text));
  }

  /** Every key press comes by here: nothing is read, and told is only what is another than before. */
  private compare(): void {
    const uris = new Map([...[...this.told.keys()].map((key) => vscode.Uri.parse(key, true)), ...this.files.all.map(({ file }) => file)].map((uri) => [uri.toString(), uri]));
    for (const [key, uri] of uris) {
      const now = this.of(uri);
      if (now === this.told.get(key)) continue;
      if (now) this.told.set(key, now);
      else this.told.delete(key);
      this.changed.fire(uri);
    }
  }
}
