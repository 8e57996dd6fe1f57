import { describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/runner/protocol/messages';
import { parseRunnerMessage } from '../../../src/runner/protocol/validate';
import { Runner } from '../../../src/runner/runner';
import { options, withFile } from './harness';

describe('handshake', () => {
  it('hello says which Node, which backend, and why not the others', async () => {
    await withFile('', ({ hello }) => {
      expect(hello).toMatchObject({ protocol: PROTOCOL_VERSION, node: process.version, backend: 'cpu' });
      expect(hello.device).toMatch(/CPU/);
    });
    await withFile('', ({ hello }) => expect(hello.tried.map(({ backend }) => backend)).toEqual(['tensorflow', 'webgpu', 'wasm']), { spawn: { backend: 'auto' } });
    await withFile('', ({ hello }) => expect(hello).toMatchObject({ backend: 'wasm', tried: [] }), { spawn: { backend: 'wasm' } });
  });

  it('a backend that is not there is passed over, with the reason', async () => {
    await withFile('', ({ hello }) => {
      expect(hello.backend).not.toBe('webgpu');
      expect(hello.tried[0]).toMatchObject({ backend: 'webgpu' });
      expect(hello.tried[0]!.why).not.toBe('');
    }, { spawn: { backend: 'webgpu' } });
  });

  it('a script that says nothing is an error with its last words', async () => {
    await expect(Runner.start(options({ execPath: '/nonexistent/node' }))).rejects.toThrow(/did not start/);
  });
});

describe('messages are validated', () => {
  const returned = { type: 'returned', id: 1, value: { type: 'number', value: 1 }, argsAfter: [], callbacks: [], leakedTensors: 0, forbidden: [], kernels: [] };
  const tensor = { type: 'tensor', shape: [2], dtype: 'float32', values: new Float32Array(2) };
  it.each([
    ['a result', returned],
    ['NaN', { ...returned, value: { type: 'number', value: NaN } }],
    ['a tensor', { ...returned, value: tensor }],
    ['fewer tensors than before', { ...returned, leakedTensors: -2 }],
  ])('taken: %s', (_name, message) => expect(parseRunnerMessage(message)).toMatchObject({ type: 'returned' }));

  it.each([
    ['nothing', undefined],
    ['an unknown type', { type: 'verdict', passed: true }],
    ['a score', 'passed'],
    ['values that do not fill the shape', { ...returned, value: { ...tensor, shape: [3] } }],
    ['a shape that is none', { ...returned, value: { ...tensor, shape: [-2] } }],
    ['text for numbers', { ...returned, value: { ...tensor, values: ['1', '2'] } }],
    ['a negative id', { ...returned, id: -1 }],
    ['an unknown rule', { ...returned, forbidden: ['nothing'] }],
    ['an unknown backend', { type: 'hello', protocol: 1, node: 'v1', backend: 'abacus', device: '', tried: [] }],
    ['a nest without end', { ...returned, value: Array.from({ length: 20_000 }).reduce<unknown>((inner) => ({ type: 'record', entries: [['a', inner]] }), tensor) }],
  ])('refused: %s', (_name, message) => expect(parseRunnerMessage(message)).toBeUndefined());

  it('long texts are cut', () => {
    const message = parseRunnerMessage({ type: 'late', error: { name: 'Error', message: 'x'.repeat(1e6) } });
    expect(message?.type === 'late' && message.error.message.length).toBeLessThan(25_000);
  });
});
