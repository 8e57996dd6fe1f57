/**
 * The runner process: loads TensorFlow.js, then the learner's file, and calls its functions on the numbers
 * that the host sends. It knows no expected value and no score. One process serves one learner's file.
 */
import type { HostToRunner, RunnerToHost } from '../protocol/messages';
import { PROTOCOL_VERSION } from '../protocol/messages';
import type { BackendPlan } from '../protocol/backends';
import { startBackend } from './backend';
import { call, endOpenScopes } from './call';
import { describe } from './describe';
import { forbid } from './forbid';
import { disarm } from './guard';
import { ImportProblem } from './importProblem';
import { nextTurn } from './intrinsics';
import { LearnerModule, tensorflowModule, type FetchSource } from './load';
import { prepareStripper, SyntaxProblem } from './strip';
import { compileStripper } from './stripperModule';
import { copyOfApi, tf } from './tf';
import { takeTraces } from './trace';
import { startWarmUp, stopWarmUp } from './warmUp';
import { watchKernels } from './watchKernels';

/** Who gives the process its work: the real host, or the one that makes V8's code (makeCode.ts). */
export interface Host {
  send(message: RunnerToHost): void;
  listen(receive: (message: HostToRunner) => void): void;
}

let send: Host['send'];

const pending = new Map<number, (answer: Extract<HostToRunner, { type: 'source' }>) => void>();
let requests = 0;
let module: LearnerModule | undefined;
const fetchSource: FetchSource = async (specifier, from) => {
  const request = ++requests;
  send({ type: 'import', request, specifier, from });
  const answer = await new Promise<Extract<HostToRunner, { type: 'source' }>>((resolve) => pending.set(request, resolve));
  pending.delete(request);
  return answer.file !== undefined && answer.source !== undefined ? { file: answer.file, source: answer.source } : { problem: answer.problem ?? 'missing' };
};

async function load(message: Extract<HostToRunner, { type: 'load' }>): Promise<void> {
  stopWarmUp();
  await prepareStripper();
  const api = copyOfApi();
  forbid(message.forbid, api);
  watchKernels(message.watch ?? []);
  module = new LearnerModule(tensorflowModule(api), fetchSource, message.debug);
  // Loaded here because Node's inspector is not to be had in every process.
  if (message.debug) (await import('./debug')).waitForDebugger();
  try {
    await module.load(message.file, message.source, message.probes);
    await nextTurn();
    send({ type: 'loaded', exports: module.exports(), traces: takeTraces() });
  } catch (error) {
    const reason = error instanceof SyntaxProblem ? 'syntax' : error instanceof ImportProblem ? 'import' : 'threw';
    send({ type: 'loadFailed', error: module.describe(error), reason, traces: takeTraces() });
  } finally {
    endOpenScopes();
  }
}

function receive(message: HostToRunner): void {
  switch (message.type) {
    case 'load':
      void load(message);
      return;
    case 'source':
      pending.get(message.request)?.(message);
      return;
    case 'call':
      if (module) void call(message, module, send);
      return;
    default:
      message satisfies never;
  }
}

const late = (error: unknown) => send({ type: 'late', error: module ? module.describe(error) : describe(error) });

export async function run(plan: BackendPlan, host: Host): Promise<void> {
  send = host.send;
  const starting = startBackend(plan);
  void compileStripper();
  const started = await starting;
  tf.enableProdMode();
  // An error in the midst of tfjs's own frames must still show the learner's line.
  Error.stackTraceLimit = 50;
  process.on('uncaughtException', late);
  process.on('unhandledRejection', late);
  host.listen(receive);
  const { version } = process;
  disarm();
  send({ type: 'hello', protocol: PROTOCOL_VERSION, node: version, ...started });
  startWarmUp();
}
