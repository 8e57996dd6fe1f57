import { msg, translate, type Language } from '../../kit/l10n';

/** Says on stderr how far a class is: one line that is written over on a terminal, a line for each submission elsewhere. */
export class ProgressLine {
  private readonly from = performance.now();
  private done = 0;

  /** @param total how many are still to be graded */
  constructor(
    private readonly total: number,
    private readonly language: Language,
    private readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  tell(key: string, score: number, maxScore: number): void {
    this.done++;
    const left = ((performance.now() - this.from) / this.done) * (this.total - this.done);
    const line = `[${this.done}/${this.total}] ${key}: ${score}/${maxScore}${this.done < this.total ? ` · ${translate(msg('{time} left', { time: time(left) }), this.language)}` : ''}`;
    if (this.stream.isTTY) this.stream.write(`\r\x1b[K${line.slice(0, this.stream.columns - 1)}`);
    else this.stream.write(`${line}\n`);
  }

  end(): void {
    if (this.stream.isTTY && this.done > 0) this.stream.write('\n');
  }
}

const time = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
