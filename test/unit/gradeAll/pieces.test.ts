import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv } from '../../../src/cli/gradeAll/csv';
import { suiteOf, xml } from '../../../src/cli/gradeAll/junit';
import { Journal, type Entry, type Terms } from '../../../src/cli/gradeAll/journal';
import { compareOwnReport } from '../../../src/cli/gradeAll/ownReport';
import { resultsIn, writeResult } from '../../../src/cli/gradeAll/results';
import { fingerprints, similarPairs } from '../../../src/cli/gradeAll/similarity';
import { hashOf, partOf, submissionsIn } from '../../../src/cli/gradeAll/submissions';
import { Summarizer, table } from '../../../src/cli/gradeAll/summary';
import type { GradeReport } from '../../../src/grading/report';

let folder: string;
beforeEach(async () => void (folder = await fs.mkdtemp(path.join(os.tmpdir(), 'class 班级 '))));
afterEach(() => fs.rm(folder, { recursive: true, force: true }));
const put = async (name: string, text = ''): Promise<string> => {
  const file = path.join(folder, name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, text);
  return file;
};

const report = (more: Partial<GradeReport> = {}): GradeReport => ({
  schemaVersion: 1, exercise: 'neural-network', file: 'a.ts', sha256: 'aa', graderVersion: '1', seed: 1, backend: 'cpu', device: 'CPU', score: 5, maxScore: 10, verdict: 'partial',
  checks: [
    { id: 'one', function: 'f', title: 'One', points: 5, maxPoints: 5, status: 'passed', message: 'Right.', durationMs: 0 },
    { id: 'two', function: 'g', title: 'Two <&>', points: 0, maxPoints: 5, status: 'failed', message: 'No "quote"\u0000\ud800', knownBug: 'bug', expected: '1', actual: '2', durationMs: 0 },
  ],
  output: '', durationMs: 0, ...more,
});

describe('submissions in a folder', () => {
  it('are files and folders, in the order of their names; the rest is none', async () => {
    for (const name of ['b.ts', 'Z.ts', '王/neuralNetwork.ts', '王/extra.ts', 'one/anyName.ts', 'two/a.ts', 'two/b.ts', '.hidden.ts', 'notes.txt', 'types.d.ts', 'node_modules/x.ts', 'b.report.json']) await put(name);
    const found = await submissionsIn(folder, 'neuralNetwork.ts');
    expect(found.map(({ key, shown }) => `${key}: ${shown}`)).toEqual(['Z.ts: Z.ts', 'b.ts: b.ts', 'one: one/anyName.ts', 'two: two/neuralNetwork.ts', '王: 王/neuralNetwork.ts']);
    expect(found[1]!.ownReports).toEqual([path.join(folder, 'b.report.json')]);
  });

  it('none, or no folder, is said in a sentence', async () => {
    await expect(submissionsIn(folder, 'x.ts')).rejects.toMatchObject({ name: 'HumanError' });
    await expect(submissionsIn(path.join(folder, 'gone'), 'x.ts')).rejects.toMatchObject({ name: 'HumanError' });
  });

  it('all shards together are the class, and no submission is in two', async () => {
    for (let i = 0; i < 11; i++) await put(`s${i}.ts`);
    const all = await submissionsIn(folder, 'x.ts');
    const parts = [1, 2, 3, 4].map((index) => partOf(all, { index, of: 4 }));
    expect(parts.flat().map(({ key }) => key).sort()).toEqual(all.map(({ key }) => key));
    expect(parts.map((part) => part.length)).toEqual([3, 3, 3, 2]);
  });

  it('change their hash with every file of code', async () => {
    await put('a/x.ts', '1');
    await put('a/helpers/y.ts', '2');
    const [before] = await submissionsIn(folder, 'x.ts');
    const first = await hashOf(before!);
    await put('a/helpers/y.ts', '3');
    expect(await hashOf(before!)).not.toBe(first);
    await put('a/helpers/y.ts', '2');
    await put('a/notes.md', 'new');
    expect(await hashOf(before!)).toBe(first);
  });
});

describe('the journal', () => {
  const terms: Terms = { exercise: 'cnn', graderVersion: '1', seed: 1, backend: 'wasm', language: 'en', shard: '1/1' };
  const entry = (key: string): Entry => ({ key, hash: 'h', result: 'r', score: 1, maxScore: 2, ms: 3 });
  const file = () => path.join(folder, 'out/journal.ndjson');

  it('goes on after a line that was left half written', async () => {
    const journal = await Journal.open(file(), terms, false);
    await Promise.all(['a', 'b'].map((key) => journal.add(entry(key))));
    await journal.close();
    await fs.appendFile(file(), '{"key":"c","hash":"h"');
    const again = await Journal.open(file(), terms, true);
    expect([...again.done.keys()]).toEqual(['a', 'b']);
    await again.add(entry('d'));
    await again.close();
    const third = await Journal.open(file(), terms, true);
    expect([...third.done.keys()]).toEqual(['a', 'b', 'd']);
    await third.close();
  });

  it('whose first line was cut begins anew', async () => {
    await put('out/journal.ndjson', '{"exercise":"cn');
    const journal = await Journal.open(file(), terms, false);
    expect(journal.done.size).toBe(0);
    await journal.close();
    expect(await fs.readFile(file(), 'utf8')).toBe(`${JSON.stringify(terms)}\n`);
  });

  it('refuses what another run left, and other settings', async () => {
    await (await Journal.open(file(), terms, false)).close();
    await expect(Journal.open(file(), terms, false)).rejects.toMatchObject({ name: 'HumanError' });
    await expect(Journal.open(file(), { ...terms, seed: 2 }, true)).rejects.toThrow(/seed: 1/);
  });
});

describe('what is written', () => {
  it('a spreadsheet gets no formulas and keeps the columns', () => {
    expect(csv([['=1+1', '+a', '-b', '@c', ' =d', '\tx', '＝e', 'a"b', 'c,d', 'e\nf', -5, 'O-K']])).toBe("\uFEFF\"'=1+1\",\"'+a\",\"'-b\",\"'@c\",\"' =d\",\"'\tx\",\"'＝e\",\"a\"\"b\",\"c,d\",\"e\nf\",-5,O-K\r\n");
  });

  it('XML holds what XML can hold', () => {
    expect(xml('a<b>&"\u0000\ud800\ufffe😀\n')).toBe('a&lt;b&gt;&amp;&quot;\ufffd\ufffd\ufffd😀&#10;');
    const suite = suiteOf({ submission: '<x>', report: report(), fingerprints: [] }, 0);
    expect(suite).toContain('tests="2" failures="1" errors="0" skipped="0"');
    expect(suite).toContain('<failure type="bug" message="No &quot;quote&quot;\ufffd\ufffd">expected: 1&#10;actual: 2</failure>');
  });

  it('results come back in the order of their keys, from several folders', async () => {
    for (const [shard, key] of [['1', 'b'], ['2', 'a'], ['1', 'c']] as const) await writeResult(path.join(folder, shard), { submission: key, report: report(), fingerprints: [] });
    const keys: string[] = [];
    for await (const { submission } of resultsIn([path.join(folder, '1'), path.join(folder, '2'), path.join(folder, 'none')])) keys.push(submission);
    expect(keys).toEqual(['a', 'b', 'c']);
  });

  it('a summary counts, and refuses what was made with other settings', () => {
    const summarizer = new Summarizer();
    summarizer.add({ submission: 'a', report: report(), fingerprints: [] });
    summarizer.add({ submission: 'b', report: report({ score: 10, verdict: 'passed', checks: report().checks.map((check) => ({ ...check, points: 5, knownBug: undefined, status: 'passed' as const })) }), own: 'otherScore', fingerprints: [] });
    expect(() => summarizer.add({ submission: 'c', report: report({ seed: 2 }), fingerprints: [] })).toThrow(/other settings/);
    const summary = summarizer.finish(new Set());
    expect(summary.distribution).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect(summary.checks).toEqual([{ id: 'two', title: 'Two <&>', lost: 1 }, { id: 'one', title: 'One', lost: 0 }]);
    expect(summary.knownBugs).toMatchObject([{ id: 'bug', count: 1 }]);
    expect(table(summary)[2]).toEqual(['b', 'passed', 10, 10, 0, 0, '', 'otherScore', 'aa']);
  });
});

describe("a learner's own report", () => {
  it.each([
    ['same', {}],
    ['otherSource', { sha256: 'bb' }],
    ['otherGrader', { graderVersion: '0' }],
    ['otherSeed', { seed: 2 }],
    ['otherScore', { score: 10 }],
    ['otherExercise', { exercise: 'cnn' }],
  ])('%s', async (expected, more) => {
    expect(await compareOwnReport([await put('r.json', JSON.stringify(report(more as Partial<GradeReport>)))], report())).toBe(expected);
  });

  it('that is none', async () => {
    expect(await compareOwnReport([], report())).toBeUndefined();
    for (const text of ['', 'null', '[]', '{"sha256":1}']) expect(await compareOwnReport([await put('r.json', text)], report())).toBe('unreadable');
    expect(await compareOwnReport([folder], report())).toBe('unreadable');
  });
});

describe('similarity', () => {
  const program = (names: string[]) => `import * as tf from '@tensorflow/tfjs';\n${names.map((name, i) => `export function ${name}(x: tf.Tensor2D, k = ${i}) {\n  // ${name}\n  const y = tf.matMul(x, x, ${i % 2 === 0}).add(k).reshape([-1, ${i}]);\n  for (let j = 0; j < ${i}; j++) if (y.shape[j] > j) return y.mul(j * ${i});\n  return ${i % 3 ? 'y' : 'x.sub(y).square().mean()'};\n}`).join('\n')}`;

  it('survives other names, comments and spaces', () => {
    const a = program(['one', 'two', 'three', 'four']);
    const b = a.replaceAll('one', 'alpha').replaceAll(' y', '   result').replaceAll(/\/\/.*\n/g, '\n\n');
    expect(fingerprints(b)).toEqual(fingerprints(a));
  });

  it('names the pair that shares code, not the others, and nothing that everybody was given', () => {
    const own = (seed: number) => Array.from({ length: 60 }, (_, i) => `${['if', 'while', 'for'][(i * seed) % 3]} (a ${['<', '>', '+', '-', '*', '&&', '=='][(i * seed + (i >> 2)) % 7]} b[${i}]) { c ${['=', '+=', '-='][(i + seed) % 3]} d.${'e'.repeat(1 + ((i * seed) % 4))}(${'f,'.repeat((i * seed) % 5)}g); }`).join('\n');
    const starter = fingerprints(own(11));
    const all = new Map([['a', `${own(2)}\n${own(11)}`], ['b', `${own(3)}\n${own(11)}`], ['c', `x();\n${own(2).replaceAll('b', 'zz')}`], ['d', own(5)]].map(([key, text]) => [key!, fingerprints(text!)]));
    expect(similarPairs(all, new Set(starter)).map(({ a, b }) => [a, b])).toEqual([['a', 'c']]);
  });

  it('of too little code is not claimed', () => {
    expect(similarPairs(new Map([['a', fingerprints('export const f = 1;')], ['b', fingerprints('export const f = 1;')]]), new Set())).toEqual([]);
  });
});
