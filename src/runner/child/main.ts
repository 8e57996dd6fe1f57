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
import { dieWithParent, disarm } from './guard';
import { ImportProblem } from './importProblem';
import { nextTurn } from './intrinsics';
import { LearnerModule, tensorflowModule, type FetchSource } from './load';
import { prepareStripper, SyntaxProblem } from './strip';
import { copyOfApi, tf } from './tf';
import { startWarmUp, stopWarmUp } from './warmUp';

// Taken before the learner's file can replace them.
const channel = process.send!.bind(process);
const exit = process.exit.bind(process);
const send = (message: RunnerToHost): void => {
  channel(message);
};

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
  module = new LearnerModule(tensorflowModule(api), fetchSource);
  try {
    await module.load(message.file, message.source);
    await nextTurn();
    send({ type: 'loaded', exports: module.exports() });
  } catch (error) {
    const reason = error instanceof SyntaxProblem ? 'syntax' : error instanceof ImportProblem ? 'import' : 'threw';
    send({ type: 'loadFailed', error: module.describe(error), reason });
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

async function main(): Promise<void> {
  const started = await startBackend(JSON.parse(process.argv[2]!) as BackendPlan);
  tf.enableProdMode();
  // An error in the midst of tfjs's own frames must still show the learner's line.
  Error.stackTraceLimit = 50;
  process.on('uncaughtException', late);
  process.on('unhandledRejection', late);
  process.on('disconnect', () => exit(0));
  process.on('message', receive);
  const { version } = process;
  dieWithParent();
  disarm();
  send({ type: 'hello', protocol: PROTOCOL_VERSION, node: version, ...started });
  startWarmUp();
}

void main();
