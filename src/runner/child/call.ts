import type { Tensor } from '@tensorflow/tfjs';
import type { CallbackRecord, HostToRunner, Plain, RunnerToHost } from '../protocol/messages';
import type { LeakPlaces } from '../protocol/observed';
import { now } from './clock';
import { takeForbidden } from './forbid';
import { nextTurn } from './intrinsics';
import { mute } from './guard';
import { BUILT_IN, keep } from './kept';
import { startLocating, stopLocating } from './leaks';
import type { LearnerModule } from './load';
import { seedRandom } from './random';
import { tf } from './tf';
import { startTracing, takeTraces } from './trace';
import { startWatching, stopWatching } from './watchKernels';
import { disposeAll, liveTensors, toArgument, toPlain } from './values';

type Call = Extract<HostToRunner, { type: 'call' }>;

/** A streamed callback is sent at most once per this time, in milliseconds: a display needs no more. */
const STREAM_INTERVAL = 50;
/** Records beyond this are dropped; a `train` that calls back without end still answers. */
const MAX_RECORDS = 200_000;

const PromiseClass = Promise;
const engine = tf.engine();
const endScope = engine.endScope.bind(engine);

/** Calls one exported function on the given numbers and says what came. */
export async function call(request: Call, module: LearnerModule, send: (message: RunnerToHost) => void): Promise<void> {
  const { id } = request;
  const callbacks: CallbackRecord[] = [];
  let lastSent = 0;
  const onCall = (record: CallbackRecord) => {
    if (callbacks.length < MAX_RECORDS) callbacks[callbacks.length] = record;
    if (request.stream && now() - lastSent > STREAM_INTERVAL) {
      lastSent = now();
      send({ type: 'callback', id, record });
    }
  };

  const before = liveTensors();
  const inputs: Tensor[] = [];
  const results: Tensor[] = [];
  try {
    seedRandom(request.seed);
    const args: unknown[] = [];
    for (let i = 0; i < request.args.length; i++) args[i] = toArgument(request.args[i]!, inputs, onCall);
    const called = BUILT_IN[request.function] ?? module.function(request.function);
    startTracing();
    if (request.locateLeaks) locate();
    startWatching();
    const promised: unknown = called(...args);
    const returned = request.awaited ? await promised : told(promised);
    const kernels = stopWatching();
    if (request.keepAs !== undefined) keep(request.keepAs, returned);
    const value = await toPlain(returned, results);
    const argsAfter: Plain[] = [];
    for (let i = 0; i < inputs.length; i++) argsAfter[i] = await toPlain(inputs[i], []);
    const traces = takeTraces();
    disposeAll(results);
    disposeAll(inputs);
    // An error that surfaces right after the function returned (a rejected promise nobody awaits) belongs to this call.
    await nextTurn();
    const leakedTensors = liveTensors() - before;
    const places = request.locateLeaks ? leaksOf(module, [returned, ...args]) : undefined;
    send({ type: 'returned', id, value, argsAfter, callbacks, leakedTensors, forbidden: takeForbidden(), kernels, traces, leakPlaces: places });
  } catch (error) {
    stopWatching();
    send({ type: 'threw', id, error: module.describe(error), forbidden: takeForbidden(), traces: takeTraces() });
    try {
      disposeAll(results);
      disposeAll(inputs);
    } catch {
      // The learner's code broke the tensors themselves; the next call will say so.
    }
  } finally {
    if (request.locateLeaks) stopLocating();
    mute(false);
    endOpenScopes();
  }
}

/** The call is a repetition: what the learner's code prints has been printed already. */
function locate(): void {
  mute(true);
  startLocating();
}

/** Undefined where the learner's code replaced what it takes to find them. */
function leaksOf(module: LearnerModule, held: unknown[]): LeakPlaces | undefined {
  try {
    return module.leakPlaces(held);
  } catch {
    return undefined;
  }
}

/**
 * A scope that the learner's code opened and left open would swallow the tensors of the next call. Between
 * calls no scope is open (tfjs has none at the bottom), so that all there are can go.
 */
export function endOpenScopes(): void {
  try {
    for (let left = engine.state.scopeStack.length; left > 0 && engine.state.activeScope; left--) endScope();
  } catch {
    // Broken by the learner's code; the next call will say so.
  }
}

/** A function whose signature is not async returns at once, and a promise from it is told as such. */
function told(returned: unknown): unknown {
  if (returned instanceof PromiseClass) returned.catch(() => {}); // one finding is enough
  return returned;
}
