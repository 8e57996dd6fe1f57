import { translate, type Language, type Message } from '../kit/l10n';

/** How often a log that is no terminal is told, in milliseconds. */
const LOG_INTERVAL = 5_000;

/** How far a long piece of work is, on stderr: one line that is written over at a terminal, a line now and then in a log. */
export class ProgressLine {
  private last = -LOG_INTERVAL;
  private open = false;

  constructor(private readonly language: Language) {}

  show(message: Message): void {
    if (!process.stderr.isTTY && performance.now() - this.last < LOG_INTERVAL) return;
    const text = translate(message, this.language);
    this.last = performance.now();
    this.open = process.stderr.isTTY;
    process.stderr.write(this.open ? `\r\x1b[2K${text}` : `${text}\n`);
  }

  /** Takes the line away, before something else is written. */
  end(): void {
    if (this.open) process.stderr.write('\r\x1b[2K');
    this.open = false;
  }
}
