/**
 * The runner process: loads TensorFlow.js, then the learner's file, and calls its functions on the numbers
 * that the host sends. It knows no expected value and no score. One process serves one learner's file.
 */
import type { HostToRunner, RunnerToHost } from '../protocol/messages';
import { PROTOCOL_VERSION } from '../protocol/messages';
import type { BackendChoice } from '../protocol/backends';
import { startBackend } from './backend';
import { call } from './call';
import { forbid } from './forbid';
import { dieWithParent, disarm } from './guard';
import { ImportProblem, LearnerModule } from './load';
import { SyntaxProblem } from './strip';
import { tf } from './tf';
import { warmUp } from './warmUp';

// Taken before the learner's file can replace them.
const channel = process.send!.bind(process);
const exit = process.exit.bind(process);
const send = (message: RunnerToHost): void => {
  channel(message);
};

const pending = new Map<number, (answer: Extract<HostToRunner, { type: 'source' }>) => void>();
let requests = 0;
const module = new LearnerModule(async (specifier, from) => {
  const request = ++requests;
  send({ type: 'import', request, specifier, from });
  const answer = await new Promise<Extract<HostToRunner, { type: 'source' }>>((resolve) => pending.set(request, resolve));
  pending.delete(request);
  return answer.file !== undefined && answer.source !== undefined ? { file: answer.file, source: answer.source } : { problem: answer.problem ?? 'not found' };
});

async function load(message: Extract<HostToRunner, { type: 'load' }>): Promise<void> {
  forbid(message.forbid);
  try {
    await module.load(message.file, message.source);
    await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'loaded', exports: module.exports() });
  } catch (error) {
    const reason = error instanceof SyntaxProblem ? 'syntax' : error instanceof ImportProblem || isLinkError(error) ? 'import' : error instanceof SyntaxError ? 'syntax' : 'threw';
    send({ type: 'loadFailed', error: module.describe(error), reason });
  }
}

/** V8 reports `import { nothing } from './a'` as a SyntaxError about an export that is not provided. */
const isLinkError = (error: unknown) => error instanceof SyntaxError && /does not provide an export|Ambiguous/.test(error.message);

function receive(message: HostToRunner): void {
  switch (message.type) {
    case 'load':
      void load(message);
      return;
    case 'source':
      pending.get(message.request)?.(message);
      return;
    case 'call':
      void call(message, module, send);
      return;
    default:
      message satisfies never;
  }
}

async function main(): Promise<void> {
  const started = await startBackend((process.argv[2] ?? 'auto') as BackendChoice);
  tf.enableProdMode();
  warmUp();
  process.on('uncaughtException', (error) => send({ type: 'late', error: module.describe(error) }));
  process.on('unhandledRejection', (reason) => send({ type: 'late', error: module.describe(reason) }));
  process.on('disconnect', () => exit(0));
  process.on('message', receive);
  dieWithParent();
  send({ type: 'hello', protocol: PROTOCOL_VERSION, node: process.version, ...started });
  disarm();
}

void main();
