import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCourse } from '../../content/build/course.mjs';
import { parseHints } from '../../content/build/hints.mjs';
import { formatFault, parseGlossary, wordFaults } from '../../content/build/lint.mjs';
import { loadCourse } from '../../src/course/load';
import { GRADERS } from '../../src/grading/registry';
import { LANGUAGES } from '../../src/kit/l10n';
import { filesBelow, parse, readJson, root } from './sources';

const course = await loadCourse(path.join(root, 'content'), 'md');
const withHints = course.exercises.filter(({ folder }) => existsSync(path.join(folder, 'hints.json')));

const isBug = (value: unknown): value is { id: string; explanation: unknown } => typeof value === 'object' && value !== null && 'explanation' in value && 'id' in value && typeof value.id === 'string';

/** The ids of the banks: what the modules of `checks/` export, alone or in lists. */
async function banked(files: readonly string[]): Promise<string[]> {
  const modules = await Promise.all(files.map((file) => import(path.join(root, file)) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module).flat().filter(isBug).map(({ id }) => id));
}

/** The ids that a check gives by itself, without the bank: the literals after `knownBug:`, and those of a function called there. */
function named(file: string): string[] {
  const source = parse(file);
  const ids: string[] = [];
  const bodies = new Map<string, ts.Node>();
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) ids.push(node.text);
    if (ts.isCallExpression(node) && bodies.has(node.expression.getText())) collect(bodies.get(node.expression.getText())!);
    ts.forEachChild(node, collect);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer)) bodies.set(node.name.getText(), node.initializer.body);
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'knownBug') collect(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return ids;
}

const sorted = (ids: Iterable<string>): string[] => [...new Set(ids)].sort();
const dense = (code: string): string => code.replace(/\s+/g, '');

/** The lines of a solution without their gaps, each also without what it is assigned to. Short ones are no secret. */
const secrets = (solution: string): string[] =>
  solution
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.replace(/\/\/.*$/, '').trim())
    .flatMap((line) => [line, line.replace(/^(?:return|(?:const|let) [^=]*=|\w+ =|\w+:)\s*/, '')])
    .map((line) => dense(line).replace(/[;,{]+$/, ''))
    .filter((line) => line.length > 25);

it('every exercise has hints', () => {
  expect(course.exercises.map(({ id }) => id).sort()).toEqual([...GRADERS.keys()].sort());
  expect(withHints.map(({ id }) => id)).toEqual(course.exercises.map(({ id }) => id));
});

describe.each(withHints.map((exercise) => [exercise.id, exercise] as const))('the hints of %s', (id, exercise) => {
  const name = `content/exercises/${id}/hints.json`;
  const json = readFileSync(path.join(root, name), 'utf8');
  const hints = parseHints(json, name);
  const { checks, challenges = [] } = GRADERS.get(id)!;
  const texts = (['checks', 'bugs'] as const).flatMap((part) => Object.entries(hints[part]).flatMap(([key, steps]) => steps.flatMap((step, i) => LANGUAGES.map((language) => ({ at: `${part}.${key}.${i}.${language}`, language, text: step[language] })))));

  it('are there for each check, and for nothing else', () => {
    expect(sorted(Object.keys(hints.checks))).toEqual(sorted([...checks, ...challenges].map((check) => check.id)));
  });

  it('are there for each known bug, and for nothing else', async () => {
    const files = filesBelow(`content/exercises/${id}/checks`, '.ts');
    const ids = [...(await banked(files)), ...files.flatMap(named)];
    expect(ids.length).toBeGreaterThan(20);
    expect(sorted(Object.keys(hints.bugs))).toEqual(sorted(ids));
  });

  it('are written once for each key', () => {
    const twice: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) {
        const keys = node.properties.map((property) => property.name!.getText(source));
        twice.push(...keys.filter((key, i) => keys.indexOf(key) !== i));
      }
      ts.forEachChild(node, visit);
    };
    const source = ts.parseJsonText(name, json); // JSON.parse takes the last of two without a word
    visit(source);
    expect(twice).toEqual([]);
  });

  it('have formulas for each function', () => {
    expect(sorted(Object.keys(hints.formulas))).toEqual(sorted([...exercise.functions.map((one) => one.name), ...challenges.map((check) => check.function)]));
  });

  it('are Chinese in Chinese and English in English', () => {
    expect(texts.filter(({ language, text }) => /\p{Script=Han}|[，。：；？！（）]/u.test(text) !== (language === 'zh-cn')).map(({ at }) => at)).toEqual([]);
  });

  it('are set in Chinese as the pages are', () => {
    const chinese = texts.filter(({ language }) => language === 'zh-cn');
    // A gap between Han and Latin; full-width marks after Han, but for lists in brackets; no gap beside those.
    const faults = [/\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}/u, /\p{Script=Han}[,:;?!.()]/u, /\s[，。；：？！、）”]|[，。；：？！、（“]\s/u];
    expect(chinese.filter(({ text }) => faults.some((fault) => fault.test(text.replace(/\[[^\]]*\]/g, '[]')))).map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
  });

  it('use the words of the glossary', () => {
    const terms = parseGlossary(readFileSync(path.join(root, 'content/glossary.json'), 'utf8'));
    const prose = json.replace(/`[^`]*`/g, ' ⋯ ');
    expect(wordFaults(terms, LANGUAGES.map((language) => ({ file: name, language, kind: 'json' as const, text: prose }))).map(formatFault)).toEqual([]);
  });

  it('do not give a line of the solution away', async () => {
    const lines = secrets(await readFile(path.join(exercise.folder, 'solution.ts'), 'utf8'));
    expect(lines.length).toBeGreaterThan(20);
    const all = [...texts, ...Object.entries(hints.formulas).map(([at, formula]) => ({ at, text: formula.join('\n') }))];
    expect(all.flatMap(({ at, text }) => lines.filter((line) => dense(text).replaceAll('`', '').includes(line)).map((line) => `${at}: ${line}`))).toEqual([]);
  });

  it('cannot be pasted', () => {
    expect(texts.filter(({ text }) => /\b(?:const|let)\s+\w+\s*=|\breturn\s+\w+[.(]/.test(text)).map(({ at }) => at)).toEqual([]);
  });

  it('say something else at each step', () => {
    const said = texts.map(({ text }) => dense(text));
    expect(texts.filter((_, i) => said.indexOf(said[i]!) !== i).map(({ at }) => at)).toEqual([]);
  });

  it('do not repeat the message that the learner has just read', () => {
    const chinese = readJson('content/l10n/bundle.l10n.zh-cn.json');
    const sentences = new Set(Object.entries(chinese).flatMap((pair) => pair.flatMap((text) => text.split(/(?<=[.?!:;])\s|(?<=[。？！：；])/))).map(dense).filter((sentence) => sentence.length > 15));
    expect(texts.filter(({ text }) => text.split(/(?<=[.?!:;])\s|(?<=[。？！：；])/).some((sentence) => sentences.has(dense(sentence)))).map(({ at }) => at)).toEqual([]);
  });
});

const both = (text: string) => ({ 'zh-cn': `中文 ${text}`, en: text });
const good = () => ({
  formulas: { forward: ['a1 = tanh(z1)'] },
  checks: { 'forward-hidden': [both('`z1`'), both('one'), both('two')] },
  bugs: { 'forward-relu': [both('three'), both('`tf.tanh`')] },
});
type Raw = ReturnType<typeof good>;

describe('a file of hints', () => {
  const refused = (edit: (raw: Raw) => unknown) => {
    const raw = good();
    const changed = edit(raw);
    return () => parseHints(JSON.stringify(typeof changed === 'object' ? changed : raw, undefined, 2), 'x/hints.json');
  };

  it('is read', () => expect(refused(() => {})()).toEqual(good()));

  it.each<[string, (raw: Raw) => unknown, RegExp]>([
    ['without bugs', ({ formulas, checks }) => ({ formulas, checks }), /^x\/hints\.json: bugs: /],
    ['with an unknown part', (raw) => ({ ...raw, more: {} }), /^x\/hints\.json: more: /],
    ['with two steps for a check', (raw) => { raw.checks['forward-hidden'].pop(); }, /^x\/hints\.json:\d+: checks\.forward-hidden: must have 3 steps/],
    ['with three steps for a bug', (raw) => { raw.bugs['forward-relu'].push(both('more')); }, /^x\/hints\.json:\d+: bugs\.forward-relu: must have 2 steps/],
    ['without a language', (raw) => { delete (raw.bugs['forward-relu'][1] as Partial<ReturnType<typeof both>>).en; }, /bugs\.forward-relu\.1\.en: /],
    ['with an empty text', (raw) => { raw.bugs['forward-relu'][0]!['zh-cn'] = ' '; }, /bugs\.forward-relu\.0\.zh-cn: must not be empty/],
    ['with a long English text', (raw) => { raw.bugs['forward-relu'][0]!.en = 'x'.repeat(221); }, /bugs\.forward-relu\.0\.en: must be no longer than 220 characters/],
    ['with a long Chinese text', (raw) => { raw.bugs['forward-relu'][0]!['zh-cn'] = '字'.repeat(111); }, /bugs\.forward-relu\.0\.zh-cn: must be no longer than 110 Han characters/],
    ['with an open backtick', (raw) => { raw.checks['forward-hidden'][0]!.en = 'look at `z1'; }, /checks\.forward-hidden\.0\.en: a backtick is not closed/],
    ['with other code in the other language', (raw) => { raw.checks['forward-hidden'][0]!.en = '`z2`'; }, /checks\.forward-hidden\.0: the two languages must have the same words in backticks/],
    ['with two steps alike', (raw) => { raw.checks['forward-hidden'][2] = both('one'); }, /checks\.forward-hidden: two steps are alike/],
    ['with two paragraphs', (raw) => { raw.checks['forward-hidden'][1]!.en = 'a\n\nb'; }, /checks\.forward-hidden\.1\.en: must be one paragraph/],
    ['with a function without formulas', (raw) => { raw.formulas.forward = []; }, /formulas\.forward: needs 1 to 6 lines/],
    ['with seven lines of formulas', (raw) => { raw.formulas.forward = ['a', 'b', 'c', 'd', 'e', 'f', 'g']; }, /formulas\.forward: needs 1 to 6 lines/],
    ['with a formula that would end its comment', (raw) => { raw.formulas.forward = ['a */ b']; }, /formulas\.forward\.0: must be one line/],
    ['with Chinese in a formula', (raw) => { raw.formulas.forward = ['各行之和']; }, /formulas\.forward\.0: must read the same in both languages/],
  ])('is refused %s', (_what, edit, fault) => expect(refused(edit)).toThrow(fault));

  it('is refused at the line of the bug where a check has the same name', () => {
    const raw = { ...good(), bugs: { 'forward-hidden': [both('three')] } };
    const json = JSON.stringify(raw, undefined, 2);
    const line = json.split('\n').findLastIndex((one) => one.includes('"forward-hidden"')) + 1;
    expect(() => parseHints(json, 'x/hints.json')).toThrow(`x/hints.json:${line}: bugs.forward-hidden: must have 2 steps`);
  });

  it('is refused where it is no JSON', () => expect(() => parseHints('{', 'x/hints.json')).toThrow(/^x\/hints\.json: not valid JSON: /));
});

describe('the built hints', () => {
  let folder: string;
  const source = () => path.join(folder, 'content/exercises/new');
  const build = () => buildCourse({ content: path.join(folder, 'content'), outdir: path.join(folder, 'out'), mathFile: path.join(folder, 'math.css') });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hints 提示 '));
    for (const section of ['background', 'questions', 'exercises/new']) await mkdir(path.join(folder, 'content', section), { recursive: true });
    const item = { id: 'new', order: 1, label: both('New'), title: both('New'), summary: both('New'), minutes: 3, file: 'new.ts', pages: [], functions: [{ name: 'forward', summary: both('It') }] };
    await writeFile(path.join(source(), 'item.json'), JSON.stringify(item));
    for (const language of LANGUAGES) for (const file of [`${language}.md`, `readme.${language}.md`, `starter.${language}.ts`]) await writeFile(path.join(source(), file), '');
    await writeFile(path.join(source(), 'solution.ts'), '');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are a file for each exercise, without gaps', async () => {
    await writeFile(path.join(source(), 'hints.json'), JSON.stringify(good(), undefined, 2));
    await build();
    expect(await readFile(path.join(folder, 'out/hints/new.json'), 'utf8')).toBe(JSON.stringify(good()));
  });

  it('are asked for', async () => {
    await expect(build()).rejects.toThrow(/exercises\/new\/hints\.json: the file is missing$/);
  });

  it('are checked', async () => {
    await writeFile(path.join(source(), 'hints.json'), JSON.stringify({ ...good(), bugs: { 'forward-relu': [both('one')] } }, undefined, 2));
    await expect(build()).rejects.toThrow(/exercises\/new\/hints\.json:\d+: bugs\.forward-relu: must have 2 steps$/);
  });
});
