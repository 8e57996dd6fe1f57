import type { LocalText } from '../../src/kit/l10n';

export interface Hints {
  /** Lines of a comment, by exported function. */
  formulas: Record<string, string[]>;
  /** Three steps for each check of the grader. */
  checks: Record<string, LocalText[]>;
  /** Two steps for each known bug; they follow the first of its check. */
  bugs: Record<string, LocalText[]>;
}

export function parseHints(json: string, fileName: string): Hints;
export function buildHints(exercise: { id: string; folder: string }, outdir: string, fileName: string): Promise<void>;
