import type { Argument, Returned } from '../runner/protocol/messages';
import type { ProbePlace, Trace } from '../runner/protocol/observed';
import type { Runner } from '../runner/runner';
import type { Leak, Observed, ProbeSpan } from './observed';

/** How long calls are repeated in order to find where they leak: in all, and each of them, in milliseconds. */
const LOCATING_LIMIT = 2_000;
const CALL_LIMIT = 1_000;
/** A call that took longer is not repeated: with the stack of every tensor it takes a multiple. */
const LONGEST_REPEATED = 500;

interface LeakingCall {
  args: Argument[];
  seed: number;
  awaited?: boolean;
  leaked: number;
  durationMs: number;
  /** The process in which an argument was kept that this call needs. */
  keptIn?: number;
  /** Tensors may belong to a model that was returned or given, which the count does not know. */
  hasModel: boolean;
}

/** Gathers what the runner sees of one learner's file during a grade or a run. */
export class Observation {
  readonly places: ProbePlace[];
  private readonly traces = new Map<number, Trace>();
  private readonly leaking = new Map<string, LeakingCall>();
  private readonly leaks: Leak[] = [];

  constructor(probes: readonly ProbeSpan[] = []) {
    this.places = probes.map(({ id, span, name, kind }) => ({ id, from: span.from, to: span.to, ...(kind === 'loop' && { loop: name ?? '' }) }));
  }

  /** Of each probe the last call that passed it counts. */
  note(traces: readonly Trace[] = []): void {
    for (const trace of traces) this.traces.set(trace.probe, trace);
  }

  /** Remembers the cheapest call of each function that left tensors behind. */
  noteCall(name: string, call: { args: Argument[]; seed: number; awaited?: boolean; durationMs: number; process: number; returned: Returned }): void {
    const { args, seed, awaited, durationMs, process, returned } = call;
    if (returned.leakedTensors <= 0 || name.startsWith('@')) return; // those are the runner's own
    const before = this.leaking.get(name);
    if (before && before.durationMs <= durationMs) return;
    const takesKept = args.some(isKept);
    this.leaking.set(name, { args, seed, awaited, leaked: returned.leakedTensors, durationMs, keptIn: takesKept ? process : undefined, hasModel: takesKept || returned.value.type === 'model' });
  }

  /** Repeats the leaking calls and asks where. The process is of no use to anyone afterwards. */
  async locateLeaks(runner: Runner, process: number): Promise<void> {
    const end = performance.now() + LOCATING_LIMIT;
    const calls = [...this.leaking].sort(([, a], [, b]) => a.durationMs - b.durationMs);
    for (const [name, call] of calls) {
      const limitMs = Math.min(CALL_LIMIT, end - performance.now());
      const possible = runner.alive && limitMs > 0 && call.durationMs <= LONGEST_REPEATED && (call.keptIn ?? process) === process;
      const outcome = possible ? await runner.call(name, call.args, { seed: call.seed, awaited: call.awaited, limitMs, locateLeaks: true }) : undefined;
      if (outcome?.status === 'cancelled') return;
      const found = outcome?.status === 'returned' ? outcome.leakPlaces : undefined;
      if (found && found.count > 0) this.leaks.push({ function: name, ...found });
      else if (!found && !call.hasModel) this.leaks.push({ function: name, count: call.leaked, places: [] });
    }
  }

  get observed(): Observed {
    return { traces: [...this.traces.values()].sort((a, b) => a.probe - b.probe), leaks: [...this.leaks] };
  }
}

const isKept = (argument: Argument): boolean => argument.type === 'kept' || (argument.type === 'record' && argument.entries.some(([, inner]) => isKept(inner)));
