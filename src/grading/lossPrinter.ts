/** Prints about twenty lines of a training curve, evenly spread, and always the last epoch that comes. */
export class LossPrinter {
  private next = 0;
  private readonly from = performance.now();

  constructor(private readonly print: (line: string) => void) {}

  add(epoch: number, epochs: number, loss: number): void {
    if (epoch < this.next) return;
    const stride = Math.max(1, Math.ceil(epochs / 20));
    this.next = (Math.floor(epoch / stride) + 1) * stride;
    const seconds = (performance.now() - this.from) / 1000;
    this.print(`${String(epoch).padStart(String(epochs).length)}/${epochs}  loss ${loss.toPrecision(5).padEnd(9)} ${seconds.toFixed(1)} s`);
  }
}
