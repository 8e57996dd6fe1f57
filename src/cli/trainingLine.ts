import type { TrainingProgress } from '../grading/check';
import { trainingText } from '../grading/trainingText';
import type { Language } from '../kit/l10n';
import { ProgressLine } from './progressLine';

/** A long training on stderr. */
export class TrainingLine {
  private readonly line: ProgressLine;

  constructor(language: Language) {
    this.line = new ProgressLine(language);
  }

  show(progress: TrainingProgress): void {
    this.line.show(trainingText(progress));
  }

  end(): void {
    this.line.end();
  }
}
