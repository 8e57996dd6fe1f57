import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** How much of what the learner's code prints is kept, in characters; the rest is counted. */
export const MAX_OUTPUT = 200_000;

/** Collects the learner's prints, stdout and stderr in the order in which they arrive. */
export class OutputCollector {
  private kept = '';
  private total = 0;
  private marked = false;

  constructor(private readonly onText?: (text: string) => void) {}

  attach(stream: Readable): void {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => this.add(decoder.write(chunk)));
    stream.on('error', () => {});
  }

  private add(text: string): void {
    this.total += text.length;
    const room = MAX_OUTPUT - this.kept.length;
    const part = text.slice(0, room);
    this.kept += part;
    if (part) this.onText?.(part);
    if (part.length === text.length || this.marked) return;
    this.marked = true;
    this.onText?.(this.cutMark());
  }

  private cutMark = () => `\n[… ${MAX_OUTPUT.toLocaleString('en')} characters shown, the rest is cut …]\n`;

  /** What was printed, with a mark where it was cut. */
  get text(): string {
    return this.total > MAX_OUTPUT ? this.kept + this.cutMark() : this.kept;
  }

  /** Characters printed in all. */
  get length(): number {
    return this.total;
  }
}
