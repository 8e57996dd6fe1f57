/** Which hints there are for a failing check, and which of them may be shown. */
import type { LocalText } from '../kit/l10n';

/** `dist/content/hints/<exercise>.json` */
export interface HintTexts {
  /** By function: lines that read the same in every language. */
  formulas: Readonly<Record<string, readonly string[]>>;
  /** By check: where to look, which principle, almost the line. */
  checks: Readonly<Record<string, readonly LocalText[]>>;
  /** By known bug: the principle, almost the line. */
  bugs: Readonly<Record<string, readonly LocalText[]>>;
}

export const NO_HINTS: HintTexts = { formulas: {}, checks: {}, bugs: {} };

/** The hints of a check, first to last: where to look is the check's; what follows is the mistake's, where it is known. */
export function stepsOf({ checks, bugs }: HintTexts, check: string, knownBug?: string): readonly LocalText[] {
  const ofCheck = checks[check] ?? [];
  const ofBug = knownBug === undefined ? undefined : bugs[knownBug];
  return ofBug ? [...ofCheck.slice(0, 1), ...ofBug] : ofCheck;
}

/** `free`: it may be shown; `wait`: after another attempt, or by an explicit wish; `last`: there is none. */
export type Next = 'free' | 'wait' | 'last';

/**
 * Whether the next hint of a check may be shown.
 * @param total how many there are
 * @param seen how many were shown, and which text was the graded one then
 * @param attempts hashes of the texts in which the check has failed since, newest last
 */
export function nextOf(total: number, seen: { seen: number; sha256: string } | undefined, attempts: Iterable<string>): Next {
  if ((seen?.seen ?? 0) >= total) return 'last';
  return !seen || [...attempts].some((sha256) => sha256 !== seen.sha256) ? 'free' : 'wait';
}
