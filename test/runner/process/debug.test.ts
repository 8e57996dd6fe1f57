import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { WebSocket } from 'undici';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { Runner, type CallOutcome, type LoadOutcome } from '../../../src/runner/runner';
import type { SpawnOptions } from '../../../src/runner/spawn';
import { folderOf, isAlive, numbersOf, options, returned, tensor, until } from './harness';

const { nodes, missing } = inject('nodes');

interface Paused {
  hitBreakpoints?: string[];
  callFrames: { callFrameId: string; functionName: string; url: string; location: { lineNumber: number; columnNumber: number }; scopeChain: { type: string; object: { objectId: string } }[] }[];
}
interface RemoteObject {
  type: string;
  value?: unknown;
  objectId?: string;
}

/** As much of a debugger as these tests need: https://chromedevtools.github.io/devtools-protocol/v8/ */
class Debugger {
  private readonly answers = new Map<number, (result: unknown) => void>();
  readonly events: { method: string; params: unknown }[] = [];
  private last = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: unknown; method?: string; params?: unknown };
      if (message.method !== undefined) this.events.push({ method: message.method, params: message.params });
      else this.answers.get(message.id!)?.(message.error ? Promise.reject(new Error(JSON.stringify(message.error))) : message.result);
    });
  }

  static async attach(address: string): Promise<Debugger> {
    const socket = new WebSocket(address);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error(`nobody listens at ${address}`)));
    });
    return new Debugger(socket);
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.last;
    return new Promise((resolve) => {
      this.answers.set(id, resolve as (result: unknown) => void);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** The next event of this kind that was not taken yet. */
  async next<T>(method: string): Promise<T> {
    let at = -1;
    expect(await until(() => (at = this.events.findIndex((event) => event.method === method)) >= 0, 10_000), `no ${method}`).toBe(true);
    return this.events.splice(at, 1)[0]!.params as T;
  }

  /** What an expression gives in the paused frame. */
  async evaluate(paused: Paused, expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send<{ result: RemoteObject; exceptionDetails?: { exception?: { description?: string } } }>('Debugger.evaluateOnCallFrame', { callFrameId: paused.callFrames[0]!.callFrameId, expression, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }

  close(): void {
    this.socket.close();
  }
}

interface Debugged {
  runner: Runner;
  client: Debugger;
  file: string;
  loading: Promise<LoadOutcome>;
  /** Lets the process load its file. */
  go: () => Promise<unknown>;
  /** By file and line, from 1. */
  breakAt: (name: string, line: number, column?: number) => Promise<string>;
}

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

async function debug(files: Record<string, string>, more: Partial<SpawnOptions> = {}): Promise<Debugged> {
  const folder = await folderOf(files);
  const [name, text] = Object.entries(files)[0]!;
  const { runner } = await Runner.start(options({ inspect: true, ...more }));
  ended.push(() => runner.dispose());
  const address = new Promise<string>((resolve) => (runner.onInspector = resolve));
  const file = path.join(folder, name);
  const loading = runner.load({ file, text, bytes: new TextEncoder().encode(text) }, [], Infinity);
  const client = await Debugger.attach(await address);
  ended.push(() => Promise.resolve(client.close()));
  await client.send('Runtime.enable');
  await client.send('Debugger.enable');
  const breakAt = async (of: string, line: number, column = 1) => {
    const { breakpointId } = await client.send<{ breakpointId: string }>('Debugger.setBreakpointByUrl', { url: pathToFileURL(path.join(folder, of)).href, lineNumber: line - 1, columnNumber: column - 1 });
    return breakpointId;
  };
  return { runner, client, file, loading, go: () => client.send('Runtime.runIfWaitingForDebugger'), breakAt };
}

const SOURCE = `import * as tf from '@tensorflow/tfjs';
import { half } from './half';
interface Pair { a: number; b: number }

export const scale: number = 2;
export function f(x: tf.Tensor2D, pair?: Pair): tf.Tensor {
  const kept = tf.variable(x); const y: tf.Tensor = tf.mul(x, scale); const z = half(y);
  kept.dispose();
  return z;
}
`;
const HALF = `import * as tf from '@tensorflow/tfjs';
export function half(x: tf.Tensor): tf.Tensor {
  return tf.div(x, 2);
}
`;
const FILES = { 'main.ts': SOURCE, 'half.ts': HALF };
const description = (name: string) => `${name}[Symbol.for('debug.description')]()`;

const INPUT = tensor([2, 4], [1, -0.5, 1 / 3, 4, 5, 6, 7, 8]);
const call = (runner: Runner, name = 'f'): Promise<CallOutcome> => runner.call(name, [INPUT], { seed: 1, limitMs: Infinity });

describe('a process that is debugged', () => {
  it('waits for the debugger before the first line of the file, and stops at it', async () => {
    const { runner, client, loading, go, breakAt } = await debug(FILES);
    const first = await breakAt('main.ts', 5);
    expect(await Promise.race([loading, new Promise((resolve) => setTimeout(() => resolve('still waits'), 300))])).toBe('still waits');
    await go();
    const paused = await client.next<Paused>('Debugger.paused');
    expect(paused.hitBreakpoints).toEqual([first]);
    expect(paused.callFrames[0]).toMatchObject({ location: { lineNumber: 4 } });
    await client.send('Debugger.resume');
    expect((await loading).status).toBe('loaded');
    expect(numbersOf(returned(await call(runner)))[1]).toBe(-0.5);
  });

  it('stops at line and column, in the file and in those that it imports', async () => {
    const { runner, client, loading, go, breakAt } = await debug(FILES);
    // The third statement of the line.
    const column = SOURCE.split('\n')[6]!.indexOf('tf.mul(') + 1;
    await breakAt('main.ts', 7, column);
    await breakAt('half.ts', 3);
    await go();
    await loading;
    const outcome = call(runner);
    const inMain = await client.next<Paused>('Debugger.paused');
    expect(inMain.callFrames[0]).toMatchObject({ functionName: 'f', location: { lineNumber: 6 } });
    expect(inMain.callFrames[0]!.location.columnNumber).toBeGreaterThanOrEqual(column - 1);
    await client.send('Debugger.resume');
    const inHalf = await client.next<Paused>('Debugger.paused');
    expect(inHalf.callFrames.slice(0, 2).map(({ functionName }) => functionName)).toEqual(['half', 'f']);
    await client.send('Debugger.resume');
    expect((await outcome).status).toBe('returned');
  });

  it.each(['cpu', 'wasm'] as const)('shows a tensor as its shape and first values, without making one: %s', async (backend) => {
    const { runner, client, loading, go, breakAt } = await debug(FILES, { backend });
    await breakAt('main.ts', 9);
    await go();
    await loading;
    const outcome = call(runner);
    const paused = await client.next<Paused>('Debugger.paused');
    const show = (expression: string) => client.evaluate(paused, expression);
    const before = await show('tf.engine().state.numTensors');
    expect(await show(description('y'))).toBe('Tensor [2, 4] float32 [2, -1, 0.6667, 8, 10, 12, …]');
    expect(await show(description('kept'))).toBe('Variable [2, 4] float32, disposed');
    expect(await show("y[Symbol.for('debug.properties')]()")).toEqual({ shape: [2, 4], dtype: 'float32', size: 8, min: -1, max: 16, mean: expect.closeTo(7.7083, 3) as number, values: [[2, -1, expect.closeTo(2 / 3) as number, 8], [10, 12, 14, 16]] });
    expect(await show('tf.engine().state.numTensors')).toBe(before);
    expect(await show('JSON.stringify(Object.keys(y))')).not.toContain('debug');
    await client.send('Debugger.resume');
    expect(await outcome).toMatchObject({ status: 'returned', leakedTensors: 1 });
  });

  it.each([
    ['a scalar', 'tf.scalar(0.1)', 'Tensor [] float32 0.1'],
    ['no entries', 'tf.zeros([0, 3])', 'Tensor [0, 3] float32 []'],
    ['NaN and ∞', 'tf.tensor1d([NaN, Infinity, 1])', 'Tensor [3] float32 [NaN, Infinity, 1]'],
    ['words', "tf.tensor1d(['a', 'b'])", 'Tensor [2] string ["a", "b"]'],
    ['truths', "tf.tensor1d([1, 0], 'bool')", 'Tensor [2] bool [1, 0]'],
    ['complex numbers', 'tf.complex([1], [2])', 'Tensor [1] complex64'],
    ['many rows', 'tf.zeros([1000, 16])', 'Tensor [1000, 16] float32 [0, 0, 0, 0, 0, 0, …]'],
    ['long rows', 'tf.zeros([2, 5000])', 'Tensor [2, 5000] float32 [0, 0, 0, 0, 0, 0, …]'],
    ['the prototype', 'tf.Tensor.prototype', 'Tensor'],
    ['a model', 'tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2], name: "hidden" })] })', 'Sequential [null, 2] → [null, 3], 1 layer, 9 parameters'],
    ['an empty model', 'tf.sequential()', 'Sequential, 0 layers'],
    ['a layer', 'tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2], name: "last" })] }).layers[0]', 'Dense last → [null, 3], 9 parameters'],
  ])('has words for %s', async (_name, made, said) => {
    const { runner, client, loading, go, breakAt } = await debug({ 'main.ts': `import * as tf from '@tensorflow/tfjs';\nexport function f() {\n  const it: unknown = ${made};\n  return tf.scalar(1);\n}\n` });
    await breakAt('main.ts', 4);
    await go();
    await loading;
    const outcome = call(runner);
    const paused = await client.next<Paused>('Debugger.paused');
    expect(await client.evaluate(paused, description('it'))).toBe(said);
    expect(await client.evaluate(paused, "it[Symbol.for('debug.properties')]?.() !== null")).toBe(true);
    await client.send('Debugger.resume');
    await outcome;
  });

  it('maps a file that is rewritten, because it has an enum', async () => {
    const source = "import * as tf from '@tensorflow/tfjs';\nenum Axis {\n  Row,\n  Column,\n}\nexport const f = (x: tf.Tensor) => tf.sum(x, Axis.Column);\n";
    const { client, file, loading, go } = await debug({ 'main.ts': source });
    await go();
    await loading;
    let sourceMapURL = '';
    while (!sourceMapURL) {
      const script = await client.next<{ url: string; sourceMapURL: string }>('Debugger.scriptParsed');
      if (script.url === pathToFileURL(file).href) ({ sourceMapURL } = script);
    }
    const map = JSON.parse(Buffer.from(sourceMapURL.split(',')[1]!, 'base64').toString()) as { sources: string[]; mappings: string };
    expect(map.sources).toEqual([pathToFileURL(file).href]);
    expect(map.mappings).not.toBe('');
  });

  it('tells the debugger what the learner prints, and the output nothing of the debugger', async () => {
    const { runner, client, loading, go } = await debug({ 'main.ts': "console.log('one', [2]);\nconsole.error('three');\n" });
    await go();
    await loading;
    for (const type of ['log', 'error']) expect(await client.next('Runtime.consoleAPICalled')).toMatchObject({ type });
    client.close();
    await until(() => runner.output.text.includes('three'), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(runner.output.text).toBe('one [ 2 ]\nthree\n');
  });

  it('may be paused for longer than a call may last', async () => {
    const { runner, client, loading, go, breakAt } = await debug(FILES);
    await breakAt('main.ts', 9);
    await go();
    await loading;
    const outcome = call(runner);
    await client.next<Paused>('Debugger.paused');
    expect(await Promise.race([outcome.then(() => 'ended'), new Promise((resolve) => setTimeout(() => resolve('paused'), 500))])).toBe('paused');
    await client.send('Debugger.resume');
    expect((await outcome).status).toBe('returned');
  });

  it('ends at once while it waits or is paused', async () => {
    const { runner, loading } = await debug(FILES);
    const { pid } = runner;
    runner.cancel();
    expect((await loading).status).toBe('cancelled');
    await runner.dispose();
    expect(await isAlive(pid!)).toBe(false);
  });

  for (const version of ['20', '22', '24', '26']) {
    it(`waits and stops on Node ${version}`, async (context) => {
      const execPath = nodes[version];
      if (!execPath) return context.skip(missing[version] ?? 'not installed');
      const { runner, client, loading, go, breakAt } = await debug(FILES, { execPath, codeFolder: false });
      await breakAt('main.ts', 9);
      await go();
      expect((await loading).status).toBe('loaded');
      const outcome = call(runner);
      const paused = await client.next<Paused>('Debugger.paused');
      expect(await client.evaluate(paused, description('z'))).toBe('Tensor [2, 4] float32 [1, -0.5, 0.3333, 4, 5, 6, …]');
      await client.send('Debugger.resume');
      expect((await outcome).status).toBe('returned');
    });
  }
});
