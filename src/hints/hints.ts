import type { CheckReport } from '../grading/report';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import type { LocalText } from '../kit/l10n';
import { tellError } from '../kit/log';
import type { Findings, FindingsStore } from '../progress/findings';
import type { Progress } from '../progress/progress';
import { nextOf, NO_HINTS, stepsOf, type HintTexts, type Next } from './hintSteps';
import { failuresOf, hasFailed } from './points';

/** The hints of one failing check and how far the learner has come with them. */
export interface CheckHints {
  exercise: string;
  check: CheckReport<LocalText>;
  steps: readonly LocalText[];
  /** How many of them were shown. */
  shown: number;
  next: Next;
}

/** The number of the hint that asking brings: the next one where it is free, else the last that was shown. */
export const askedFor = ({ shown, next }: CheckHints): number => (next === 'free' ? shown + 1 : shown);

/** Hints and what was seen of them. */
export class Hints extends Owner {
  private readonly texts = new Map<string, Promise<HintTexts>>();
  /** By exercise and check: the texts in which it was found to fail since its last hint. */
  private readonly attempts = new Map<string, Set<string>>();
  private readonly shown = this.own(new Emitter<string>());
  /** A hint of this exercise was shown. */
  readonly onDidShow = this.shown.event;

  constructor(
    private readonly read: (exercise: string) => Promise<HintTexts>,
    private readonly progress: Progress,
    private readonly findings: FindingsStore,
  ) {
    super();
    this.own(findings.onDidChange((file) => this.remember(findings.of(file))));
  }

  /** The texts of an exercise; empty ones where they cannot be read, which is told once. */
  textsOf(exercise: string): Promise<HintTexts> {
    let texts = this.texts.get(exercise);
    if (!texts) {
      texts = this.read(exercise).catch((error: unknown) => {
        tellError('hints', error);
        return NO_HINTS;
      });
      this.texts.set(exercise, texts);
    }
    return texts;
  }

  async of(exercise: string, check: CheckReport<LocalText>): Promise<CheckHints> {
    const steps = stepsOf(await this.textsOf(exercise), check.id, check.knownBug);
    const seen = this.progress.hints(exercise, check.id);
    return { exercise, check, steps, shown: Math.min(seen?.seen ?? 0, steps.length), next: nextOf(steps.length, seen, this.attempts.get(keyOf(exercise, check.id)) ?? []) };
  }

  /** Those of the first check of a function that has failed and has hints. */
  async ofFunction(name: string, findings: Findings): Promise<CheckHints | undefined> {
    for (const check of failuresOf(name, findings.checks)) {
      const hints = await this.of(findings.exercise, check);
      if (hints.steps.length > 0) return hints;
    }
    return undefined;
  }

  /**
   * Counts one more hint as shown.
   * @param sha256 of the text in which the check has failed
   */
  async advance({ exercise, check, shown, steps }: CheckHints, sha256: string): Promise<void> {
    if (shown >= steps.length) return;
    this.attempts.set(keyOf(exercise, check.id), new Set([sha256]));
    const saved = this.progress.recordHint(exercise, check.id, shown + 1, sha256);
    this.shown.fire(exercise);
    await saved;
  }

  private remember(findings: Findings | undefined): void {
    for (const check of findings?.checks.values() ?? []) {
      if (!hasFailed(check)) continue;
      const key = keyOf(findings!.exercise, check.id);
      this.attempts.set(key, (this.attempts.get(key) ?? new Set()).add(findings!.sha256));
    }
  }
}

const keyOf = (exercise: string, check: string): string => `${exercise}#${check}`;
