import { describe, expect, it } from 'vitest';
import { formatFault, hanCharacters, languageFaults, lengthFaults, structureFaults, type Sources } from '../../../content/build/lint.mjs';
import { changed, goodPage } from './goodPage';

type Change = Parameters<typeof changed>[0];

const structure = (page: Sources) => structureFaults(page, 'questions').map(formatFault);
const languages = (page: Sources) => languageFaults(page).map(formatFault);

describe('the order of a page', () => {
  it('finds nothing to say about a good page', () => {
    expect(structure(goodPage())).toEqual([]);
  });

  it('is another one for a background page', () => {
    expect(structureFaults(goodPage(), 'background').map(formatFault)).toEqual([expect.stringMatching(/^zh\.md:3: .*claim, why, how/), expect.stringMatching(/^en\.md:3: .*claim, why, how/)]);
    const page = changed(['zh-cn', '{#what}', '{#claim}'], ['en', '{#what}', '{#claim}']);
    expect(structureFaults(page, 'background')).toEqual([]);
  });

  it.each<[what: string, change: Change, fault: RegExp]>([
    ['a section is missing', ['en', /## When it fails[^#]*/, ''], /^en\.md:3: the "##" anchors are what, why, how, interview, sources/],
    ['sections change places', ['en', /(## What[^#]*#what[^#]*)(## Why[^#]*#why[^#]*)/, '$2$1'], /^en\.md:3: the "##" anchors are why, what/],
    ['the hook is missing', ['en', /^.*\n\n/, ''], /^en\.md:1: no hook/],
    ['the hook is a list', ['en', /^You/, '- You'], /^en\.md:1: no hook/],
    ['the hook has no number', ['en', /^.*\n/, 'You have one small card and big weights.\n'], /^en\.md:1: the hook has no number/],
    ['the interview has another heading', ['en', 'The interviewer’s next question', 'In the interview'], /^en\.md:32: the heading \{#interview\} reads “In the interview”/],
    ['the interview callout has another title', ['zh-cn', '参考回答', '标准答案'], /^zh\.md:\d+: the interview callout is titled “标准答案”/],
    ['there is no interview callout', ['en', '::: interview Model answer', '::: note Model answer'], /0 interview callouts/],
    ['there are two interview callouts', ['en', '::: rubric', '::: interview Model answer\n\nX\n\n:::\n\n::: rubric'], /2 interview callouts/],
    ['there is no rubric', ['en', /::: rubric[^:]*:::/, ''], /0 rubrics/],
    ['there are two rubrics', ['en', '## Sources', '::: rubric\n- a\n- b\n- c\n:::\n\n## Sources'], /2 rubrics/],
    ['the rubric is short', ['en', '- two;\n', ''], /the rubric has 2 items; 3 to 6/],
    ['the rubric is long', ['en', '- two;\n', '- two;\n- 3;\n- 4;\n- 5;\n- 6;\n'], /the rubric has 7 items; 3 to 6/],
    ['the rubric is longer than the Chinese', ['en', '- two;\n', '- two;\n- more;\n'], /the rubric has 4 items, in Chinese 3/],
    ['the rubric stands before the answer', ['en', /(::: interview[^:]*:::)\n\n(::: rubric[^:]*:::)/, '$2\n\n$1'], /\{#interview\} holds paragraph, rubric, interview/],
    ['the question is missing', ['en', '“Why is it faster?”\n\n', ''], /\{#interview\} holds interview, rubric/],
    ['the question is not in quotes', ['en', '“Why is it faster?”', 'Interviewer: “Why is it faster?”'], /^en\.md:34: the interviewer’s question stands in curly quotes/],
    ['there are two sources', ['en', '- B. Author, “Title”, CVPR 2018.\n', ''], /2 sources; at least 3/],
    ['a source has no year', ['en', 'CVPR 2018', 'CVPR'], /^en\.md:51: the source “B\. Author, “Title”, CVPR\.” has no year/],
    ['a document is not called official', ['en', 'Official documents: vLLM', 'vLLM'], /^en\.md:52: the source “vLLM\.” has no year/],
  ])('%s', (_what, change, fault) => {
    expect(structure(changed(change))).toContainEqual(expect.stringMatching(fault));
  });
});

describe('the length of a page', () => {
  const lengths = (page: Sources) => lengthFaults(page['zh-cn']).map(formatFault);

  it('counts what is read: no code, no formula, no source', () => {
    expect(hanCharacters('量化 `代码` $\\text{公式}$\n\n```ts\n// 代码\n```\n\n$$\n\\text{公式}\n$$\n\n[链接](course:a)\n\n| 表 |\n|---|\n| 格 |\n\n## 来源 {#sources}\n\n- 来源\n')).toBe(6);
    expect(lengths(goodPage())).toEqual([]);
  });

  it.each([
    ['short', '量'.repeat(590), '量'.repeat(400), /^zh\.md: 4\d\d Han characters; at least 600/],
    ['long', '量'.repeat(590), '量'.repeat(1200), /^zh\.md: 12\d\d Han characters; at most 1200/],
  ])('is not %s', (_what, from, to, fault) => {
    expect(lengths(changed(['zh-cn', from, to]))).toEqual([expect.stringMatching(fault)]);
  });
});

describe('two languages of a page', () => {
  it('may differ in words, comments and what is printed in words', () => {
    expect(languages(goodPage())).toEqual([]);
  });

  it('may put links of a paragraph in another order', () => {
    const link = (a: string, b: string) => `See [x](course:${a}) and [x](course:${b}).`;
    expect(languages({ 'zh-cn': { file: 'zh.md', text: link('a', 'b') }, en: { file: 'en.md', text: link('b', 'a') } })).toEqual([]);
  });

  it.each<[what: string, change: Change, fault: RegExp]>([
    ['anchors', ['en', '{#how}', '{#now}'], /^en\.md: headings differ from the Chinese: .*now/],
    ['levels of headings', ['en', '## How', '### How'], /headings differ/],
    ['figures', ['en', 'figure:valley', 'figure:hill'], /figures differ from the Chinese: “hill” here, “valley” there/],
    ['links', ['en', 'compression/pruning', 'compression'], /links differ/],
    ['addresses', ['en', 'Official documents: vLLM', 'Official documents: [vLLM](https://docs.vllm.ai/)'], /web links differ from the Chinese: “https:\/\/docs\.vllm\.ai\/” is only here/],
    ['callouts', ['en', '::: interview', '::: note'], /callouts differ/],
    ['kinds of code', ['en', '```ts', '```ts part'], /code blocks differ/],
    ['code', ['en', '1 + 1', '1 + 2'], /code differ from the Chinese: “.*2 \) ;” here/],
    ['names in code', ['en', 'console.log', 'console.info'], /code differ/],
    ['printed numbers', ['en', 'sum 2', 'sum 3'], /code differ/],
    ['formulas', ['en', '6.87', '6.88'], /formulas differ/],
    ['a formula that is missing', ['en', /\$\$[^$]*\$\$/, ''], /formulas differ from the Chinese: .* is missing/],
    ['rows of a table', ['en', '| fp16 | 14 |\n', '| fp16 | 14 |\n| int8 | 7 |\n'], /tables differ from the Chinese: “3 rows/],
    ['columns of a table', ['en', '| Format | size |\n|---|---|\n| fp16 | 14 |', '| Format |\n|---|\n| fp16 |'], /tables differ/],
    ['sources', ['en', '2106.08295', '2106.08296'], /sources differ/],
  ])('share %s', (_what, change, fault) => {
    expect(languages(changed(change))).toContainEqual(expect.stringMatching(fault));
  });

  it('is compared inside templates too', () => {
    const page = (word: string, value: string) => `\`\`\`ts\nconsole.log(\`${word} \${${value}} x\`);\n\`\`\`\n`;
    const both = (english: string) => languages({ 'zh-cn': { file: 'zh.md', text: page('和', 'a') }, en: { file: 'en.md', text: page('sum', english) } });
    expect(both('a')).toEqual([]);
    expect(both('b')).toHaveLength(1);
  });
});
