import type { TrainingProgress } from '../grading/check';
import { trainingText } from '../grading/trainingText';
import { translate, type Language } from '../kit/l10n';

/** How often a log that is no terminal is told of a training, in milliseconds. */
const LOG_INTERVAL = 5_000;

/** A long training on stderr: one line that is written over at a terminal, a line now and then in a log. */
export class TrainingLine {
  private last = 0;
  private open = false;

  constructor(private readonly language: Language) {}

  show(progress: TrainingProgress): void {
    const text = translate(trainingText(progress), this.language);
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[2K${text}`);
      this.open = true;
    } else if (performance.now() - this.last > LOG_INTERVAL) {
      this.last = performance.now();
      process.stderr.write(`${text}\n`);
    }
  }

  end(): void {
    if (this.open) process.stderr.write('\r\x1b[2K');
    this.open = false;
  }
}
