import { beforeAll, describe, expect, it } from 'vitest';
import { firstDifference, formatFault, snippetFaults } from '../../../content/build/lint.mjs';

const TF = "import * as tf from '@tensorflow/tfjs';\n";

/** A page with a program and what it is said to print. */
const page = (code: string, printed?: string, info = 'ts') => `Text.\n\n\`\`\`${info}\n${code}\n\`\`\`\n${printed === undefined ? '' : `\n\`\`\`text\n${printed}\n\`\`\`\n`}`;

/** What each page's program has wrong, or nothing. The line of the code block is 3. */
const CASES: Record<string, { text: string; fault?: RegExp }> = {
  'a program that prints what it should': { text: page(`${TF}console.log('sum', tf.tensor([1, 2]).sum().dataSync()[0]);`, 'sum 3') },
  'numbers within a thousandth': { text: page('console.log([0.1234, 1000.4], -2);', '[ 0.1238, 1000 ] -2') },
  'a tensor that is printed': { text: page(`${TF}tf.tensor([1, 2.5]).print();`, 'Tensor\n    [1, 2.5]') },
  'a promise that is awaited': { text: page(`${TF}console.log(await tf.scalar(2).array());`, '2') },
  'types, and variables of the same name in another program': { text: page(`${TF}const x: number = 1; tf.variable(tf.scalar(x), true, 'w'); console.log(x);`, '1') },
  'another variable of that name': { text: page(`${TF}const x: number = 2; tf.variable(tf.scalar(x), true, 'w'); console.log(x);`, '2') },
  'a part of a program': { text: page('const y = model.predict(x);', undefined, 'ts part') },
  'no program at all': { text: page('x', undefined, 'python') },
  'a number that is off': { text: page('console.log(1.234);', '1.236'), fault: /^p:8: the program prints “1\.234”, the page says “1\.236”$/ },
  'a word that is another': { text: page("console.log('loss', 1);", 'gain 1'), fault: /the program prints “loss 1”, the page says “gain 1”$/ },
  'a line too few on the page': { text: page('console.log(1);\nconsole.log(2);', '1'), fault: /^p:10: the program prints “2”, the page says “”$/ },
  'a line too many on the page': { text: page('console.log(1);', '1\n2'), fault: /the program prints “”, the page says “2”$/ },
  'nothing printed': { text: page('const x = 1;', '1'), fault: /^p:3: the program prints nothing$/ },
  'nothing said': { text: page('console.log(1);'), fault: /^p:3: nothing says what the program prints/ },
  'what is printed is said too late': { text: page('console.log(1);').concat('\nIt prints\n\n```text\n1\n```\n'), fault: /^p:3: nothing says what the program prints/ },
  'a program that throws': { text: page("throw new TypeError('oh');", '1'), fault: /^p:3: the program fails: TypeError: oh$/ },
  'a shape that does not fit': { text: page(`${TF}console.log(tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])));`, '1'), fault: /^p:3: the program fails: Error: .*matMul/ },
  'a program that does not end': { text: page('for (;;);', '1'), fault: /^p:3: the program fails: it does not end within 2 s$/ },
  'a promise that never comes': { text: page('await new Promise(() => {});', '1'), fault: /does not end within 2 s$/ },
  'a program that ends the process': { text: page('process.exit(3);', '1'), fault: /^p:3: the program fails: it ends the process with code 3$/ },
  'another import': { text: page("import fs from 'node:fs';\nconsole.log(fs);", '1'), fault: /imports @tensorflow\/tfjs and nothing else, not “node:fs”$/ },
  'a program that is no program': { text: page('const x: = 1;', '1'), fault: /^p:4: Type expected/ },
  'a part that is no part': { text: page('const a = 1;\nf(a', undefined, 'ts part'), fault: /^p:[56]: '\)' expected/ },
};

describe('a program on a page', () => {
  let faults: string[][];
  beforeAll(async () => {
    // All in one call, the way the pages are checked: one must not harm the next.
    const found = (await snippetFaults(Object.values(CASES).map(({ text }, i) => ({ file: `p${i}`, text })), { limit: 2_000 })).map(formatFault);
    faults = Object.keys(CASES).map((_, i) => found.filter((fault) => fault.startsWith(`p${i}:`)).map((fault) => fault.replace(/^p\d+/, 'p')));
  }, 60_000);

  it.each(Object.keys(CASES).map((name, i) => [name, i] as const))('%s', (name, i) => {
    const { fault } = CASES[name]!;
    expect(faults[i]).toEqual(fault ? [expect.stringMatching(fault)] : []);
  });
});

describe('what is printed', () => {
  it('is compared line by line, with one space for many', () => {
    expect(firstDifference('a   1\n  b\n', 'a 1\nb')).toBeUndefined();
    expect(firstDifference('a\nb 1', 'a\nb 2')).toEqual({ line: 2, output: 'b 1', page: 'b 2' });
  });

  it('is compared within a thousandth, relative above 1', () => {
    expect(firstDifference('0.5004', '0.5')).toBeUndefined();
    expect(firstDifference('0.502', '0.5')).toBeDefined();
    expect(firstDifference('1000.9', '1000')).toBeUndefined();
    expect(firstDifference('1002', '1000')).toBeDefined();
    expect(firstDifference('1e-7', '1.2e-7')).toBeUndefined();
    expect(firstDifference('-1', '1')).toBeDefined();
  });
});
