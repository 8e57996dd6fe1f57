import os from 'node:os';
import path from 'node:path';
import type { WorkSize } from '../pool';
import { BACKENDS, DEVICE_LOST, type Backend, type PassedOver } from '../protocol/backends';
import { Runner, type Hello } from '../runner';
import type { SpawnOptions } from '../spawn';
import { PROBE } from './probe';
import type { StepTimes } from './report';

export interface Measured {
  backend: Backend;
  /** Undefined where it did not start. */
  device?: string;
  passedOver?: PassedOver;
  stepMs: StepTimes;
  /** A step ended in an error; the library's own words. */
  failed?: string;
}

export interface MeasureOptions {
  /** How to start each backend, or why it is known not to start. */
  start: (backend: Backend) => SpawnOptions | PassedOver;
  /** `performance.now()` at which everything has an answer. */
  deadline: number;
  signal?: AbortSignal;
  /** Told before each backend is timed. */
  onMeasure?: (backend: Backend) => void;
}

/** All processes start at once; after this share of the time nobody waits for the last of them any more. */
const STARTING = 0.45;
/** Time that each size of work is given, in milliseconds; more is of little use, since the best step counts. */
const BUDGET: Record<WorkSize, number> = { small: 120, large: 220 };
/** One step of the slowest thinkable backend must not take the time of those after it: their least share, in milliseconds. */
const LEAST = 300;

type Ready = { backend: Backend; runner: Runner; hello: Hello };
type Started = Ready | { backend: Backend; passedOver: PassedOver };

/**
 * Times one training step of each size on each backend, every backend in a process of its own. They are timed
 * one after the other, so that they do not take the processors from each other. What has no answer by the
 * deadline is told so, and its process is ended.
 * @throws the signal's reason when it is aborted
 */
export async function measure({ start, deadline, signal, onMeasure }: MeasureOptions): Promise<Measured[]> {
  const cut = new AbortController();
  const onAbort = () => cut.abort();
  const cutOff = new Promise<void>((resolve) => cut.signal.addEventListener('abort', () => resolve()));
  const timer = setTimeout(() => cut.abort(), deadline - performance.now());
  signal?.addEventListener('abort', onAbort);
  try {
    signal?.throwIfAborted();
    const results = new Map<Backend, Measured>();
    const ready: Ready[] = [];
    let wake = () => {};
    const starting = BACKENDS.map(async (backend) => {
      const started = await startOne(backend, start(backend), cut.signal);
      if ('runner' in started) ready.push(started);
      else results.set(backend, { ...started, stepMs: {} });
      wake();
    });
    await Promise.race([Promise.all(starting), passed((deadline - performance.now()) * STARTING), cutOff]);
    while (results.size < BACKENDS.length && !cut.signal.aborted) {
      const next = ready.sort((a, b) => BACKENDS.indexOf(a.backend) - BACKENDS.indexOf(b.backend)).shift();
      if (next) {
        onMeasure?.(next.backend);
        const others = BACKENDS.length - results.size - 1;
        results.set(next.backend, await time(next, deadline - others * LEAST));
      }
      // A driver can hold a process where not even its end comes, so the deadline ends this waiting too.
      else await Promise.race([new Promise<void>((resolve) => (wake = resolve)), cutOff]);
    }
    for (const { backend, hello } of ready) results.set(backend, { backend, device: hello.device, stepMs: {} });
    signal?.throwIfAborted();
    return BACKENDS.map((backend) => results.get(backend) ?? { backend, passedOver: { backend, why: 'timeout' }, stepMs: {} });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    cut.abort();
  }
}

/** A process that has loaded the probe. It ends when `cut` is aborted, whatever it does then. */
async function startOne(backend: Backend, options: SpawnOptions | PassedOver, cut: AbortSignal): Promise<Started> {
  if ('why' in options) return { backend, passedOver: options };
  try {
    const { runner, hello } = await Runner.start(options, cut);
    cut.addEventListener('abort', () => runner.cancel());
    if (hello.backend !== backend) {
      runner.cancel();
      return { backend, passedOver: hello.tried.find((one) => one.backend === backend) ?? { backend, why: 'failed' } };
    }
    // Also ends the warm-up of the process, which would disturb the others' measurement.
    const loaded = await runner.load({ file: path.join(os.tmpdir(), 'coursework-measurement.ts'), text: PROBE, bytes: Buffer.from(PROBE) }, [], 10_000);
    if (loaded.status === 'loaded') return { backend, runner, hello };
    runner.cancel();
    if (loaded.status === 'crashed') return { backend, passedOver: crashed(backend, loaded) };
    return { backend, passedOver: loaded.status === 'loadFailed' ? { backend, why: 'failed', detail: loaded.error.message } : { backend, why: 'timeout' } };
  } catch (error) {
    return { backend, passedOver: cut.aborted ? { backend, why: 'timeout' } : { backend, why: 'failed', detail: error instanceof Error ? error.message.trim().split('\n').at(-1) : undefined } };
  }
}

async function time({ backend, runner, hello }: Ready, until: number): Promise<Measured> {
  const measured: Measured = { backend, device: hello.device, stepMs: {} };
  try {
    for (const work of ['small', 'large'] as const) {
      const limitMs = Math.round(until - performance.now());
      if (limitMs <= 0) break;
      const outcome = await runner.call(work, [{ type: 'value', value: Math.min(BUDGET[work], limitMs) }], { seed: 1, limitMs, awaited: true });
      if (outcome.status === 'returned' && outcome.value.type === 'numbers') measured.stepMs[work] = rounded(outcome.value.values[0]!);
      else if (outcome.status === 'threw') measured.failed = outcome.error.message;
      else if (outcome.status === 'crashed') return { backend, passedOver: crashed(backend, outcome), stepMs: {} };
      // Cancelled: the deadline, or the person, came before this call's own limit.
      else if (outcome.status === 'timeout' || outcome.status === 'cancelled') measured.stepMs[`${work}MoreThan`] = limitMs;
    }
    return measured;
  } finally {
    runner.cancel();
  }
}

const crashed = (backend: Backend, { exitCode, signal }: { exitCode: number | null; signal: string | null }): PassedOver => (exitCode === DEVICE_LOST ? { backend, why: 'deviceLost' } : { backend, why: 'crashed', detail: signal ?? String(exitCode) });

/** Three digits are what a measurement of this kind is good for. */
const rounded = (ms: number): number => Number(ms.toPrecision(3));

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
