/** Learners' files with the probes that an editor asks for. */
import path from 'node:path';
import type { Observed, Sample, Trace } from '../../../src/grading/observed';
import { Session } from '../../../src/grading/session';
import type { Argument } from '../../../src/runner/protocol/messages';
import { RunnerPool } from '../../../src/runner/pool';
import { Runner, type CallOutcome, type LoadOutcome } from '../../../src/runner/runner';
import type { SpawnOptions } from '../../../src/runner/spawn';
import { probesOf } from '../../../src/syntax/probes';
import { SourceText } from '../../../src/syntax/sourceText';
import type { Probe } from '../../../src/syntax/types';
import { folderOf, options } from '../process/harness';

export interface Call {
  name: string;
  args?: Argument[];
  awaited?: boolean;
}

export interface Seen {
  load: LoadOutcome;
  outcomes: CallOutcome[];
  output: string;
  probes: Probe[];
}

/** Loads the first of the files with probes (or without, to compare) and calls its functions. */
export async function watch(files: string | Record<string, string>, calls: Call[], { probed = true, spawn = {} }: { probed?: boolean; spawn?: Partial<SpawnOptions> } = {}): Promise<Seen> {
  const all = typeof files === 'string' ? { 'main.ts': files } : files;
  const [name, text] = Object.entries(all)[0]!;
  const folder = await folderOf(all);
  const probes = probesOf(new SourceText(text));
  const { runner } = await Runner.start(options(spawn));
  try {
    const places = probes.map(({ id, span, name: variable, kind }) => ({ id, from: span.from, to: span.to, ...(kind === 'loop' && { loop: variable ?? '' }) }));
    const load = await runner.load({ file: path.join(folder, name), text, bytes: new TextEncoder().encode(text) }, [], 20_000, [], probed ? places : undefined);
    const outcomes: CallOutcome[] = [];
    for (const call of calls) outcomes.push(await runner.call(call.name, call.args ?? [], { seed: 1, limitMs: 20_000, awaited: call.awaited }));
    return { load, outcomes, output: runner.output.text, probes };
  } finally {
    await runner.dispose();
  }
}

/** Traces of the first call by name: a variable's, or `return of f`. */
export function tracesIn({ outcomes: [outcome], probes }: Seen): Record<string, Trace> {
  if (!outcome || !('traces' in outcome) || !outcome.traces) throw new Error(`no traces: ${JSON.stringify(outcome)}`);
  return named(outcome.traces, probes);
}

export const named = (traces: readonly Trace[], probes: readonly Probe[]): Record<string, Trace> =>
  Object.fromEntries(traces.map((trace) => {
    const probe = probes.find(({ id }) => id === trace.probe)!;
    return [probe.name ?? `return of ${probe.function}`, trace];
  }));

export const trace = (seen: Seen, name: string): Trace => {
  const found = tracesIn(seen)[name];
  if (!found) throw new Error(`nothing was seen of ${name}: ${Object.keys(tracesIn(seen)).join(', ')}`);
  return found;
};

export const field = (sample: Sample, name: string): Sample => sample.fields!.find(([of]) => of === name)![1];

/** A session of the grader that makes these calls; errors of the learner's code do not end it. */
export async function session(text: string, calls: Call[]): Promise<{ seen: Observed; output: string; probes: Probe[] }> {
  const folder = await folderOf({ 'main.ts': text });
  const probes = probesOf(new SourceText(text));
  const pool = new RunnerPool(() => options(), false);
  let seen: Observed | undefined;
  const one = new Session(pool, { file: path.join(folder, 'main.ts'), text, bytes: new TextEncoder().encode(text) }, { forbid: [] }, { probes, onObserved: (all) => (seen = all) });
  try {
    await one.load();
    for (const { name, args = [], awaited } of calls) await one.call(name, args, { seed: 1, awaited });
  } finally {
    await one.end();
    await pool.dispose();
  }
  return { seen: seen!, output: one.output, probes };
}
