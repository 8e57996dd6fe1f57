import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFault, glossaryFaults, parseGlossary, unusedTerms, wordFaults, type Words } from '../../../content/build/lint.mjs';
import { root } from '../sources';

const entries = [
  { 'zh-cn': '剪枝', en: ['pruning', 'prune', 'pruned'], never: { 'zh-cn': ['裁枝'], en: ['trim-down'] } },
  { 'zh-cn': '结构化剪枝', en: ['structured pruning'] },
  { 'zh-cn': '显存', en: ['GPU memory'], also: { 'zh-cn': ['内存'], en: ['memory'] }, never: { en: ['VRAM'] } },
  { 'zh-cn': '优化器', en: ['optimiser', 'optimisers'], never: { en: ['optimizer', 'optimizers'] } },
];
const terms = parseGlossary(JSON.stringify(entries));

const page = (chinese: string, english: string) => ({ 'zh-cn': { file: 'zh.md', text: chinese }, en: { file: 'en.md', text: english } });
const faults = (chinese: string, english: string) => glossaryFaults(terms, page(chinese, english)).map(formatFault);
const words = (text: string, language: Words['language'] = 'en', kind: Words['kind'] = 'markdown') => wordFaults(terms, [{ file: 'f', language, kind, text }]).map(formatFault);

describe('the glossary', () => {
  it('holds 50 to 100 terms', () => {
    const all = parseGlossary(readFileSync(path.join(root, 'content/glossary.json'), 'utf8'));
    expect(all.length).toBeGreaterThanOrEqual(50);
    expect(all.length).toBeLessThanOrEqual(100);
    for (const term of all) for (const language of ['zh-cn', 'en'] as const) {
      const used = language === 'en' ? [...term.en, ...term.also.en] : [term['zh-cn'], ...term.also['zh-cn']];
      expect(used.filter((word) => term.never[language].includes(word)), term['zh-cn']).toEqual([]);
    }
  });

  it.each([
    ['a term twice', [entries[0], entries[0]], /“剪枝” stands there twice/],
    ['no English form', [{ ...entries[0], en: [] }], /glossary\.json: 0\.en: /],
    ['an unknown field', [{ ...entries[0], seldom: [] }], /0\.seldom: /],
    ['an empty word', [{ ...entries[0], en: [' '] }], /0\.en\.0: must not be empty/],
  ])('is refused with %s', (_what, raw, fault) => {
    expect(() => parseGlossary(JSON.stringify(raw))).toThrow(fault);
  });
});

describe('terms in two languages', () => {
  it('stand in both, in any form', () => {
    expect(faults('剪枝之后', 'After it was Pruned')).toEqual([]);
    expect(faults('结构化剪枝', 'structured\npruning')).toEqual([]);
    expect(faults('别的', 'Nothing.')).toEqual([]);
  });

  it('are missed where they stand in one only', () => {
    expect(faults('剪枝', 'It was cut.')).toEqual(['en.md: the Chinese page says “剪枝”, this one none of “pruning”, “prune”, “pruned”']);
    expect(faults('裁剪', 'It was pruned.')).toEqual(['zh.md: the English page says “pruned”, this one none of “剪枝”']);
    expect(faults('剪枝', 'structured pruning')).toEqual([expect.stringContaining('none of “结构化剪枝”')]);
  });

  it('may be other words on the other side, which ask for nothing themselves', () => {
    expect(faults('显存', 'It takes memory.')).toEqual([]);
    expect(faults('内存', 'It takes GPU memory.')).toEqual([]);
    expect(faults('记性', 'It takes memory.')).toEqual([]);
    expect(faults('显存', 'It takes space.')).toHaveLength(1);
  });

  it('are words of the prose: no code, no formula, no source, no part of a longer word', () => {
    expect(faults('`剪枝` $\\text{剪枝}$\n\n```ts\n// 剪枝\n```\n\n## 来源 {#sources}\n\n- 剪枝\n', 'Nothing.')).toEqual([]);
    expect(faults('无', 'unpruned')).toEqual([]);
    expect(faults('## 剪枝 {#a}', 'Nothing')).toHaveLength(1);
    expect(faults('![剪枝](figure:x)', 'Nothing')).toHaveLength(1);
    expect(faults('| 剪枝 |\n|---|\n', 'Nothing')).toHaveLength(1);
  });
});

describe('words that the course does not use', () => {
  it('are found in pages, by line', () => {
    expect(words('Text.\n\nThe VRAM, and\nan optimizer.')).toEqual(['f:3: “VRAM”: the course says “GPU memory”', 'f:4: “optimizer”: the course says “optimiser”']);
    expect(words('Optimizers differ.')).toEqual(['f:1: “Optimizers”: the course says “optimiser”']);
    expect(words('先裁枝。', 'zh-cn')).toEqual(['f:1: “裁枝”: the course says “剪枝”']);
    expect(words('optimizer', 'zh-cn')).toEqual([]);
  });

  it('are not names, code, sources or parts of words', () => {
    expect(words('Use the Model Optimizer, `optimizer` and myoptimizer.\n\n```ts\n// optimizer\n```\n\n## Sources {#sources}\n\n- “The optimizer”\n')).toEqual([]);
  });

  it('are found in comments of programs', () => {
    expect(words('/**\n * The optimizer.\n */\nconst optimizer = `x`; // an optimizer\n// `optimizer`\n', 'en', 'program')).toEqual(['f:2: “optimizer”: the course says “optimiser”', 'f:4: “optimizer”: the course says “optimiser”']);
  });

  it('are found in texts of JSON', () => {
    const item = JSON.stringify({ id: 'optimizer', title: { 'zh-cn': '裁枝', en: 'optimizer' } }, null, 1);
    expect(words(item, 'en', 'json')).toEqual(['f:5: “optimizer”: the course says “optimiser”']);
    expect(words(item, 'zh-cn', 'json')).toEqual(['f:4: “裁枝”: the course says “剪枝”']);
    const bundle = JSON.stringify({ 'The optimizer': '裁枝' });
    expect(words(bundle, 'en', 'keys')).toHaveLength(1);
    expect(words(bundle, 'zh-cn', 'values')).toHaveLength(1);
    expect(words(JSON.stringify({ optimizer: 'x' }), 'en', 'values')).toEqual([]);
  });
});

describe('terms that nothing is held against', () => {
  it('are found', () => {
    const unused = unusedTerms(terms, [page('剪枝，结构化剪枝，显存', 'structured pruning, memory'), page('', 'optimisers')]).map(formatFault);
    expect(unused).toEqual(['content/glossary.json: “优化器” (optimiser) stands on no Chinese page']);
  });
});
