import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { callsIn, filesBelow, parse, placeOf, readJson, root } from './sources';

const BUNDLE = 'content/l10n/bundle.l10n.zh-cn.json';

/** The two places that translate the Message they are given; its literal stands in `msg`. */
const passesOn = (file: string, argument?: string) => ['src/kit/l10n.ts', 'src/kit/log.ts'].includes(file) && argument === 'message.text';

/** Every literal that a source marks for translation, with its place, and the calls whose first argument is no literal. */
function collect(source: ts.SourceFile): { keys: Map<string, string>; computed: string[] } {
  const keys = new Map<string, string>();
  const computed: string[] = [];
  for (const call of callsIn(source)) {
    const callee = call.expression.getText();
    if (callee !== 'msg' && !/(?:^|\.)l10n\.t$/.test(callee)) continue;
    const [first] = call.arguments;
    if (first && ts.isStringLiteralLike(first)) keys.set(first.text, placeOf(call));
    else if (!passesOn(source.fileName, first?.getText())) computed.push(`${placeOf(call)} ${callee}(${first?.getText() ?? ''})`);
  }
  return { keys, computed };
}

const sources = [...filesBelow('src', '.ts'), ...filesBelow('content/exercises', '.ts').filter((file) => file.includes('/checks/'))].map((file) => collect(parse(file)));
const marked = new Map(sources.flatMap(({ keys }) => [...keys]));
const bundle = readJson(BUNDLE);

const slots = (text: string) => [...new Set([...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot))].sort();
const code = (text: string) => [...new Set([...text.matchAll(/`[^`]+`/g)].map(([span]) => span))].sort();

describe('messages', () => {
  it('are literals, so that every one can be translated', () => {
    expect(sources.flatMap(({ computed }) => computed)).toEqual([]);
  });

  it('are told apart by file and line where the text is computed', () => {
    const { keys, computed } = collect(parse('src/room/file.ts', "msg('One');\nmsg(`Two`);\nmsg(`Three ${3}`);\nvscode.l10n.t(text);\nother.t(text);\nvscode.l10n.t('Four {0}', 4);"));
    expect([...keys.keys()]).toEqual(['One', 'Two', 'Four {0}']);
    expect(computed).toEqual(['src/room/file.ts:3 msg(`Three ${3}`)', 'src/room/file.ts:4 vscode.l10n.t(text)']);
  });

  it('all have their Chinese', () => {
    expect([...marked].filter(([key]) => !(key in bundle)).map(([key, place]) => `${place} ${JSON.stringify(key)}`)).toEqual([]);
  });

  it('have no Chinese without a message', () => {
    expect(Object.keys(bundle).filter((key) => !marked.has(key))).toEqual([]);
  });

  it('keep their slots and their code in Chinese', () => {
    const kept = (text: string) => ({ slots: slots(text), code: code(text) });
    for (const [key, value] of Object.entries(bundle)) expect(kept(value), key).toEqual(kept(key));
  });

  it('are translated, each of them', () => {
    expect(Object.entries(bundle).filter(([key, value]) => value === key && /\p{L}/u.test(key))).toEqual([]);
    expect(Object.values(bundle).filter((value) => value.trim() === '')).toEqual([]);
  });

  it('use the punctuation of Chinese beside Chinese', () => {
    expect(Object.values(bundle).filter((value) => /\p{Script=Han}[,;:!?]|\p{Script=Han}\.(?:\s|$)|\p{Script=Han}\(|\s[，。；：？！、]/u.test(value))).toEqual([]);
  });

  it('stand in the bundle in the order of their keys', () => {
    const text = readFileSync(path.join(root, BUNDLE), 'utf8');
    const sorted = Object.fromEntries(Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(text).toBe(`${JSON.stringify(sorted, null, 2)}\n`);
  });
});

describe('package.nls', () => {
  const english = readJson('package.nls.json');
  const chinese = readJson('package.nls.zh-cn.json');
  const used = new Set([...readFileSync(path.join(root, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)].map((match) => match[1]!));

  it('has the same keys in both languages', () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  });

  it('has what package.json names, and nothing else', () => {
    expect(Object.keys(english).sort()).toEqual([...used].sort());
  });

  it('keeps the links of a text in both languages', () => {
    const links = (text: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
    for (const key of Object.keys(english)) expect(links(chinese[key]!), key).toEqual(links(english[key]!));
  });
});
