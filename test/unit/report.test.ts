import { beforeAll, describe, expect, it } from 'vitest';
import { CheckFailed, type Check, type Grader } from '../../src/grading/check';
import { grade, inLanguage, sha256 } from '../../src/grading/grade';
import type { CheckStatus, GradeReport, Verdict } from '../../src/grading/report';
import { msg, useChineseBundle, type LocalText } from '../../src/kit/l10n';
import type { RunnerPool } from '../../src/runner/pool';
import { readJson } from './sources';

/** The contract that other tools rely on, field by field, in the order in which they are written. */
const FIELDS = ['schemaVersion', 'exercise', 'file', 'sha256', 'graderVersion', 'seed', 'backend', 'device', 'score', 'maxScore', 'verdict', 'checks', 'output', 'durationMs'];
const CHECK_FIELDS = ['id', 'function', 'title', 'points', 'maxPoints', 'status', 'message', 'knownBug', 'location', 'expected', 'actual', 'durationMs'];
const OPTIONAL = ['knownBug', 'location', 'expected', 'actual'];
const VERDICTS: Record<Verdict, true> = { passed: true, partial: true, failed: true, error: true };
const STATUSES: Record<CheckStatus, true> = { passed: true, failed: true, error: true, timeout: true, crashed: true, skipped: true };

type Outcome = CheckFailed | undefined;
const check = (id: string, points: number, outcome?: Outcome): Check => ({ id, function: 'forward', title: msg('The file loads'), points, run: () => (outcome ? Promise.reject(outcome) : Promise.resolve()) });

/** Grades with checks that are decided beforehand; no process is started. */
function gradeWith(...checks: Check[]): Promise<GradeReport<LocalText>> {
  const bytes = Buffer.from('export {};\n');
  const runner = { alive: true, startedWith: { backend: 'auto' }, output: { text: 'printed\n' }, load: () => Promise.resolve({ status: 'loaded', exports: new Map() }), stream: () => {}, cancel: () => {} };
  const pool = { take: () => Promise.resolve({ runner, hello: { backend: 'wasm', device: 'a CPU', tried: [] } }), release: () => Promise.resolve() };
  const grader: Grader = { exercise: 'neural-network', forbid: [], checks, demo: () => Promise.resolve() };
  return grade({ grader, source: { file: '/w/neuralNetwork.ts', text: bytes.toString(), bytes }, pool: pool as unknown as RunnerPool, seed: 7 });
}
const all = { status: 'failed', points: 2.5, expected: '1', actual: '2', location: { line: 3, column: 5 }, knownBug: 'sign' } as const;

beforeAll(() => useChineseBundle(readJson('content/l10n/bundle.l10n.zh-cn.json')));

describe('the report', () => {
  let json: Record<string, unknown> & { checks: Record<string, unknown>[] };
  beforeAll(async () => {
    const report = await gradeWith(check('full', 5), check('part', 5, new CheckFailed(msg('Right.'), all)));
    json = JSON.parse(JSON.stringify(inLanguage(report, 'en'))) as typeof json;
  });

  it('has the fields of the contract, spelled and ordered as there', () => {
    expect(Object.keys(json)).toEqual(FIELDS);
    expect(Object.keys(json.checks[1]!)).toEqual(CHECK_FIELDS);
    expect(Object.keys(json.checks[0]!)).toEqual(CHECK_FIELDS.filter((field) => !OPTIONAL.includes(field)));
    expect(Object.keys(json.checks[1]!.location as object)).toEqual(['line', 'column']);
  });

  it('has their values', () => {
    expect(json).toMatchObject({ schemaVersion: 1, exercise: 'neural-network', file: '/w/neuralNetwork.ts', sha256: sha256(Buffer.from('export {};\n')), seed: 7, backend: 'wasm', device: 'a CPU', score: 7.5, maxScore: 10, verdict: 'partial', output: 'printed\n' });
    expect(json.graderVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(json.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(json.checks[1]).toMatchObject({ id: 'part', function: 'forward', title: 'The file loads', message: 'Right.', maxPoints: 5, ...all });
    for (const { durationMs } of [json, ...json.checks]) expect(durationMs).toSatisfy(Number.isInteger);
  });

  it('speaks one language in every text', async () => {
    const report = inLanguage(await gradeWith(check('full', 5)), 'zh-cn');
    expect(report.checks[0]).toMatchObject({ title: '文件能加载', message: '正确。' });
  });
});

describe('the verdict', () => {
  const verdictOf = async (...checks: Check[]) => (await gradeWith(...checks)).verdict;
  const failed = (status: Exclude<CheckStatus, 'passed'>, points = 0) => new CheckFailed(msg('Right.'), { status, points });

  it('is one of the contract', () => {
    expect(Object.keys(VERDICTS)).toEqual(['passed', 'partial', 'failed', 'error']);
    expect(Object.keys(STATUSES)).toEqual(['passed', 'failed', 'error', 'timeout', 'crashed', 'skipped']);
  });

  it('is passed for full marks alone', async () => {
    expect(await verdictOf(check('a', 5), check('b', 5))).toBe('passed');
    expect(await verdictOf(check('a', 5), check('b', 5, failed('failed')))).toBe('partial');
    expect(await verdictOf(check('a', 5, failed('failed')))).toBe('failed');
  });

  it('is never passed without a check or without points', async () => {
    expect(await verdictOf()).toBe('error');
    expect(await verdictOf(check('a', 0))).toBe('error');
  });

  it.each(Object.keys(STATUSES).filter((status) => status !== 'passed') as Exclude<CheckStatus, 'passed'>[])('is not passed where a check is %s, whatever points it gave', async (status) => {
    const report = await gradeWith(check('a', 5), check('b', 5, failed(status, 99)));
    expect(report.checks[1]).toMatchObject({ status, points: 5 });
    expect(report.verdict).toBe('partial');
  });

  it('does not come from a fault of our own', async () => {
    await expect(gradeWith({ ...check('a', 5), run: () => Promise.reject(new TypeError('our fault')) })).rejects.toThrow('our fault');
  });
});
