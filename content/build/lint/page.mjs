import ts from 'typescript';
import { partsOf } from './parts.mjs';

/** The rules of a page's text: what stands in which order, how long, with which sources, and alike in both languages. */

/** @typedef {import('./fault.mjs').Fault} Fault */
/** @typedef {{ file: string, text: string }} Source a page in one language; `file` as faults should name it */
/** @typedef {{ 'zh-cn': Source, en: Source }} Sources */

const LANGUAGES = ['zh-cn', 'en'];

/** Anchors of the `##` headings, by the part of the course. */
const ANCHORS = {
  questions: ['what', 'why', 'how', 'when-it-fails', 'interview', 'sources'],
  background: ['claim', 'why', 'how', 'when-it-fails', 'interview', 'sources'],
};
const NEXT_QUESTION = { 'zh-cn': '面试官的下一个问题', en: 'The interviewer’s next question' };
const MODEL_ANSWER = { 'zh-cn': '参考回答', en: 'Model answer' };

export const SHORTEST = 600;
export const LONGEST = 1200;

/** A source is either dated or a document that its publisher keeps up to date, named as such. */
const DATED = /\b(?:19|20)\d{2}\b|arXiv:\s?\d{4}\.\d{4,5}/;
const OFFICIAL = /官方|文档|手册|规范|数据表|模型卡|\bofficial|documentation|\bdocs\b|data ?sheet|README|model card|manual|handbook|specification/i;

/**
 * @param {Sources} sources
 * @param {'questions' | 'background'} section of the course
 * @returns {Fault[]}
 */
export function structureFaults(sources, section) {
  const faults = [];
  const rubrics = {};
  for (const language of LANGUAGES) {
    const { file, text } = sources[language];
    const parts = partsOf(text);
    const fault = (line, message) => faults.push({ file, line, message });

    const anchors = parts.headings.filter(({ level }) => level === 2).map(({ anchor }) => anchor);
    if (anchors.join() !== ANCHORS[section].join()) fault(parts.headings.find(({ level }) => level === 2)?.line, `the "##" anchors are ${anchors.join(', ') || 'none'}; a page of ${section} has ${ANCHORS[section].join(', ')}`);

    const hook = parts.blocks.slice(0, parts.blocks.findIndex(({ kind }) => kind === 'heading'));
    if (hook.length === 0 || hook[0].kind !== 'paragraph') fault(1, 'no hook: before the first heading stands the decision to take');
    else if (!/\d/.test(hook.map((block) => text.split('\n')[block.line - 1]).join(' '))) fault(hook[0].line, 'the hook has no number');

    const heading = parts.headings.find(({ anchor, level }) => anchor === 'interview' && level === 2);
    if (heading && heading.text !== NEXT_QUESTION[language]) fault(heading.line, `the heading {#interview} reads “${heading.text}”, not “${NEXT_QUESTION[language]}”`);
    const callouts = parts.blocks.filter(({ kind }) => kind === 'interview');
    if (callouts.length !== 1) fault(callouts[1]?.line ?? heading?.line, `${callouts.length} interview callouts; a page has one`);
    for (const { line, title } of callouts) if (title !== MODEL_ANSWER[language]) fault(line, `the interview callout is titled “${title}”, not “${MODEL_ANSWER[language]}”`);
    const all = parts.blocks.filter(({ kind }) => kind === 'rubric');
    if (all.length !== 1) fault(all[1]?.line ?? heading?.line, `${all.length} rubrics; a page has one`);
    rubrics[language] = all[0];
    if (all[0] && (all[0].items.length < 3 || all[0].items.length > 6)) fault(all[0].line, `the rubric has ${all[0].items.length} items; 3 to 6 are right`);

    const interview = parts.blocks.filter((block) => block.section === 'interview' && block.kind !== 'heading');
    if (heading && interview.slice(0, 3).map(({ kind }) => kind).join() !== 'paragraph,interview,rubric') {
      fault(heading.line, `the section {#interview} holds ${interview.map(({ kind }) => kind).join(', ') || 'nothing'}; it starts with the question as one paragraph, the interview callout and the rubric`);
    } else if (heading && !/^“[^“”]*(?:“[^“”]*”[^“”]*)*”$/.test(interview[0].text.trim())) fault(interview[0].line, 'the interviewer’s question stands in curly quotes, from “ to ”');

    const items = parts.blocks.filter(({ section, kind }) => section === 'sources' && kind === 'list').flatMap((list) => list.items);
    if (items.length < 3) fault(parts.headings.find(({ anchor }) => anchor === 'sources')?.line, `${items.length} sources; at least 3`);
    for (const item of items) if (!DATED.test(item.text) && !OFFICIAL.test(item.text)) fault(item.line, `the source “${item.text.slice(0, 60)}” has no year and is not named as an official document`);
  }
  const [chinese, english] = LANGUAGES.map((language) => rubrics[language]?.items.length);
  if (chinese !== undefined && english !== undefined && chinese !== english) faults.push({ file: sources.en.file, line: rubrics.en.line, message: `the rubric has ${english} items, in Chinese ${chinese}` });
  return faults;
}

/** Han characters that a reader reads: without code, formulas and sources. */
export const hanCharacters = (markdown) =>
  partsOf(markdown)
    .prose.filter(({ section }) => section !== 'sources')
    .reduce((sum, { text }) => sum + (text.match(/\p{Script=Han}/gu)?.length ?? 0), 0);

/** @param {Source} chinese @returns {Fault[]} */
export function lengthFaults({ file, text }) {
  const length = hanCharacters(text);
  if (length < SHORTEST) return [{ file, message: `${length} Han characters; at least ${SHORTEST}` }];
  if (length > LONGEST) return [{ file, message: `${length} Han characters; at most ${LONGEST}` }];
  return [];
}

/** A program without its comments and its words, as one token per entry. */
function codeTokens(code) {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, code);
  const tokens = [];
  const braces = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.OpenBraceToken) braces.push('code');
    if (kind === ts.SyntaxKind.TemplateHead) braces.push('template');
    if (kind === ts.SyntaxKind.CloseBraceToken) {
      if (braces.pop() === 'template') {
        kind = scanner.reScanTemplateToken(false);
        if (kind === ts.SyntaxKind.TemplateMiddle) braces.push('template');
      }
    }
    const words = kind === ts.SyntaxKind.StringLiteral || ts.isTemplateLiteralKind(kind);
    tokens.push(words ? ts.SyntaxKind[kind] : scanner.getTokenText());
  }
  return tokens;
}

const numbersIn = (text) => text.match(/\d+(?:[.,]\d+)*/g) ?? [];
/** A formula without its words, and without the full stop after it. */
const symbols = (tex) => tex.replace(/\\(?:text|textit|textbf|mbox)\s*\{[^{}]*\}/g, '').replace(/\\[ ,;:!]|\\q?quad\b|~|\s/g, '').replace(/[.,，。；;]$/, '');

/** What both languages of a page share; order within each, except for links, which follow the order of words. */
function shape(markdown) {
  const parts = partsOf(markdown);
  return {
    headings: parts.headings.map(({ level, anchor }) => `${'#'.repeat(level)} {#${anchor}}`),
    figures: parts.figures,
    links: [...parts.links].sort(),
    'web links': [...parts.web].sort(),
    callouts: parts.blocks.filter(({ title }) => title !== undefined).map(({ kind }) => kind),
    'code blocks': parts.fences.map(({ info }) => info),
    formulas: parts.formulas.map(({ tex }) => symbols(tex)),
    tables: parts.tables.map(({ rows, columns }) => `${rows} rows of ${columns} columns`),
    sources: parts.blocks.filter(({ section, kind }) => section === 'sources' && kind === 'list').flatMap(({ items }) => items.map(({ text }) => text.match(/arXiv:\s?[\w./-]*\d/g)?.join(' ') ?? 'a source')),
    code: parts.fences.map(({ info, code }) => (/^ts\b/.test(info) ? codeTokens(code).join(' ') : numbersIn(code).join(' '))),
  };
}

/** @param {Sources} sources @returns {Fault[]} */
export function languageFaults(sources) {
  const [chinese, english] = LANGUAGES.map((language) => shape(sources[language].text));
  return Object.keys(chinese).flatMap((what) => {
    const [a, b] = [chinese[what], english[what]];
    if (a.length === b.length && a.every((one, i) => one === b[i])) return [];
    const at = a.findIndex((one, i) => one !== b[i]);
    const i = at === -1 ? a.length : at;
    return [{ file: sources.en.file, message: `${what} differ from the Chinese: ${difference(b[i], a[i])}` }];
  });
}

/** The place where two texts part, since a whole program would hide it. */
function difference(english, chinese) {
  if (english === undefined || chinese === undefined) return english === undefined ? `“${short(chinese)}” is missing` : `“${short(english)}” is only here`;
  let i = 0;
  while (english[i] === chinese[i]) i++;
  const from = Math.max(0, i - 20);
  return `“${short(english.slice(from))}” here, “${short(chinese.slice(from))}” there`;
}
const short = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
