import type * as vscode from 'vscode';
import type { CheckReport, GradeReport } from '../grading/report';
import type { LocalText } from '../kit/l10n';

/** Which part of an exercise: some checks, those of some functions, or (neither) all. */
export interface Part {
  checks?: readonly string[];
  functions?: readonly string[];
}

export interface EngineOptions {
  token?: vscode.CancellationToken;
  onCheck?: (check: CheckReport<LocalText>, done: number, total: number) => void;
  onOutput?: (text: string) => void;
  /** No notification with progress: the caller shows it. */
  quiet?: boolean;
}

/** What the surfaces ask of the room `training`, which alone runs code. Every report also reaches the findings. */
export interface Engine {
  /**
   * Grades a file, or a part of it. A part is no attempt: it does not reach the progress file.
   * @returns undefined where it was cancelled
   * @throws HumanError where it cannot start (not trusted, busy, cannot be saved or read)
   */
  grade(file: vscode.Uri, part: Part, options?: EngineOptions): Promise<GradeReport<LocalText> | undefined>;
  /** The same in a process that a debugger is attached to, without limits of time. */
  debug(file: vscode.Uri, part: Part, options?: EngineOptions): Promise<GradeReport<LocalText> | undefined>;
}

/** A check of an exercise, before anything is graded. */
export interface CheckInfo {
  id: string;
  function: string;
  title: LocalText;
  maxPoints: number;
  /** It trains a network, which takes seconds. */
  trains: boolean;
}

/** The checks of an exercise in the order in which they run, challenges last; none where it cannot be graded. */
export type ChecksOf = (exercise: string) => Promise<readonly CheckInfo[]>;
