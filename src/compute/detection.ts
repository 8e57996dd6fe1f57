import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';
import { log } from '../kit/log';
import { currentReport } from '../runner/devices/current';
import { detect, type DetectOptions } from '../runner/devices/detect';
import type { Where } from '../runner/devices/place';
import type { ComputeReport } from '../runner/devices/report';
import { timeWords } from '../runner/devices/words';
import { BACKENDS, type Backend } from '../runner/protocol/backends';

export interface Measuring {
  backend?: Backend;
  done: number;
}

/** What is known of this machine, and the one measurement that may run at a time. */
export class Detection extends Owner {
  private readonly changed = this.own(new Emitter<void>());
  /** A report came, or a measurement began, went on or ended. */
  readonly onDidChange = this.changed.event;
  /** Of the machine as it is now. */
  report?: ComputeReport;
  measuring?: Measuring;
  /** What kept the last measurement from its end. */
  failure?: unknown;
  private running?: Promise<ComputeReport | undefined>;
  private cancel = new AbortController();

  constructor(
    private readonly where: () => Where,
    /** Done before anything is put into words. */
    private readonly ready: () => Promise<unknown>,
    /** The engine; a test puts another in its place. */
    private readonly engine: (where: Where, options: DetectOptions) => Promise<ComputeReport> = detect,
  ) {
    super();
    this.own({ dispose: () => this.cancel.abort() });
  }

  /** Looks whether what was measured before still holds; costs a few small files. */
  async recall(): Promise<ComputeReport | undefined> {
    const report = await currentReport(this.where());
    if (report?.fingerprint !== this.report?.fingerprint || report?.takenAt !== this.report?.takenAt) {
      this.report = report;
      this.changed.fire();
    }
    return report;
  }

  /** Measures. Whoever asks while a measurement runs shares it; undefined where the window closed meanwhile. */
  measure(): Promise<ComputeReport | undefined> {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      this.measuring = undefined;
      this.changed.fire();
    });
    return this.running;
  }

  private async run(): Promise<ComputeReport | undefined> {
    const { signal } = this.cancel;
    this.failure = undefined;
    this.measuring = { done: 0 };
    this.changed.fire();
    const onMeasure = (backend: Backend) => {
      this.measuring = { backend, done: BACKENDS.indexOf(backend) };
      this.changed.fire();
    };
    try {
      await this.ready();
      this.report = await this.engine(this.where(), { signal, onMeasure });
      log().info(`[compute] ${inOneLine(this.report)}`);
      return this.report;
    } catch (error) {
      if (signal.aborted) return undefined;
      this.failure = error;
      throw error;
    }
  }
}

function inOneLine({ backends, gpus, auto, durationMs }: ComputeReport): string {
  const rows = backends.map(({ backend, available, stepMs, passedOver }) => (available ? `${backend} ${timeWords(stepMs, 'large')} / ${timeWords(stepMs, 'small')}` : `${backend}: ${passedOver?.why}`));
  return `measured in ${durationMs} ms: ${rows.join(', ')}; auto: ${auto.large} / ${auto.small}; ${gpus.length} GPUs${gpus.map(({ vendor, model, usable }) => `, ${vendor} ${model}${usable ? '' : ' (not used)'}`).join('')}`;
}
