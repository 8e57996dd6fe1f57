import type { Tensor } from '@tensorflow/tfjs';
import type { CallbackRecord, HostToRunner, Plain, RunnerToHost } from '../protocol/messages';
import { takeForbidden } from './forbid';
import { seedRandom } from './random';
import { tf } from './tf';
import { disposeAll, toArgument, toPlain } from './values';
import type { LearnerModule } from './load';

type Call = Extract<HostToRunner, { type: 'call' }>;

/** A streamed callback is sent at most once per this time, in milliseconds: a display needs no more. */
const STREAM_INTERVAL = 50;
/** Records beyond this are dropped; a `train` that calls back without end still answers. */
const MAX_RECORDS = 200_000;

/** Calls one exported function on the given numbers and says what came. */
export async function call(request: Call, module: LearnerModule, send: (message: RunnerToHost) => void): Promise<void> {
  const { id } = request;
  const callbacks: CallbackRecord[] = [];
  let lastSent = 0;
  const onCall = (record: CallbackRecord) => {
    if (callbacks.length < MAX_RECORDS) callbacks.push(record);
    if (request.stream && Date.now() - lastSent > STREAM_INTERVAL) {
      lastSent = Date.now();
      send({ type: 'callback', id, record });
    }
  };

  const before = tf.memory().numTensors;
  const inputs: Tensor[] = [];
  const results = new Set<Tensor>();
  try {
    takeForbidden();
    seedRandom(request.seed);
    const args = request.args.map((argument) => toArgument(argument, inputs, onCall));
    const returned: unknown = module.function(request.function)(...args);
    const value = await toPlain(await settled(returned, request.function), results);
    const argsAfter: Plain[] = [];
    for (const input of inputs) argsAfter.push(await toPlain(input, new Set()));
    disposeAll([...results, ...inputs]);
    // An error that surfaces right after the function returned (a rejected promise nobody awaits) belongs to this call.
    await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'returned', id, value, argsAfter, callbacks, leakedTensors: tf.memory().numTensors - before, forbidden: takeForbidden() });
  } catch (error) {
    const forbidden = takeForbidden();
    send({ type: 'threw', id, error: module.describe(error), forbidden });
    try {
      disposeAll([...results, ...inputs]);
    } catch {
      // The learner's code broke the tensors themselves; the next call will say so.
    }
  } finally {
    // A scope that the learner's code opened and left open would swallow the tensors of the next call.
    while (tf.engine().state.scopeStack.length > 0 && tf.engine().state.activeScope) tf.engine().endScope();
  }
}

/** `train` of an exercise may be async; the others return at once, and a promise from them is told as such. */
async function settled(returned: unknown, name: string): Promise<unknown> {
  return name === 'train' ? await returned : returned instanceof Promise ? ((returned as Promise<unknown>).catch(() => {}), returned) : returned;
}
