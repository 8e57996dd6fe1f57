import fs from 'node:fs/promises';
import { expect } from 'vitest';
import { numbersOf, returned, value, withFile } from '../process/harness';
import { gpuTest, onGpu } from './harness';

const fixture = await fs.readFile(new URL('fixtures/operations.ts', import.meta.url), 'utf8');

['elementwise', 'reductions', 'shaped'].forEach((group, i) => {
  gpuTest(`${group} operations give what they give on cpu`, () =>
    withFile(
      fixture,
      async ({ runner, load }) => {
        expect(load).toMatchObject({ status: 'loaded' });
        const [cases] = numbersOf(returned(await runner.call('train', [value(i)], { seed: 1, limitMs: 110_000, awaited: true })));
        expect(runner.output.text).toBe('');
        expect(cases).toBeGreaterThan(50);
      },
      { spawn: onGpu },
    ),
  );
});
