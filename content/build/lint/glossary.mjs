import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { ContentError } from '../contentError.mjs';
import { partsOf } from './parts.mjs';

/** One word for one thing, in both languages: content/glossary.json, and the texts held against it. */

/** @typedef {import('./fault.mjs').Fault} Fault */
/** @typedef {{ 'zh-cn': string, en: string[], also: { 'zh-cn': string[], en: string[] }, never: { 'zh-cn': string[], en: string[] } }} Term */
/** @typedef {{ 'zh-cn': { file: string, text: string }, en: { file: string, text: string } }} Sources */
/** @typedef {{ file: string, language: 'zh-cn' | 'en', kind: 'markdown' | 'program' | 'json' | 'values' | 'keys', text: string }} Words */

const FILE = 'content/glossary.json';
const HAN = /\p{Script=Han}/u;

const nonEmpty = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));
const forms = v.array(nonEmpty);
const byLanguage = v.strictObject({ 'zh-cn': v.optional(forms, []), en: v.optional(forms, []) });
const glossarySchema = v.array(
  v.strictObject({
    'zh-cn': nonEmpty,
    /** Every form of the English term, inflected ones too. */
    en: v.pipe(forms, v.minLength(1)),
    /** Words that may stand for the term, but mean other things as well, so that they do not ask for it in the other language. */
    also: v.optional(byLanguage, {}),
    never: v.optional(byLanguage, {}),
  }),
);

/**
 * @param {string} json
 * @param {string} [file] as errors should name it
 * @returns {Term[]}
 * @throws {ContentError} that names the term and the field
 */
export function parseGlossary(json, file = FILE) {
  const result = v.safeParse(glossarySchema, JSON.parse(json));
  if (!result.success) {
    const [issue] = result.issues;
    throw new ContentError(file, undefined, `${issue.path?.map((part) => String(part.key)).join('.') ?? ''}: ${issue.message}`);
  }
  const terms = result.output.map((term) => ({ ...term, also: { 'zh-cn': [], en: [], ...term.also }, never: { 'zh-cn': [], en: [], ...term.never } }));
  const twice = terms.map((term) => term['zh-cn']).find((term, i, all) => all.indexOf(term) !== i);
  if (twice) throw new ContentError(file, undefined, `“${twice}” stands there twice`);
  return terms;
}

let glossary;
/** @returns {Promise<Term[]>} */
export const loadGlossary = () => (glossary ??= readFile(new URL('../../glossary.json', import.meta.url), 'utf8').then((json) => parseGlossary(json)));

/** Chinese words have no gaps between them; English ones end where no letter follows. */
const pattern = (words) => {
  if (words.length === 0) return /(?!)/gu;
  const all = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return words.some((word) => HAN.test(word)) ? new RegExp(all.join('|'), 'giu') : new RegExp(`(?<![\\p{L}])(?:${all.join('|')})(?![\\p{L}])`, 'giu');
};

/** The prose of a page, its sources left out: titles of papers have words of their own. */
const prose = (markdown) => partsOf(markdown).prose.filter(({ section }) => section !== 'sources');
const joined = (markdown) => prose(markdown).map(({ text }) => text).join('\n');

const formsOf = (term, language) => (language === 'en' ? term.en : [term['zh-cn']]);

/** The terms that a text uses. A longer term hides the shorter ones within it. */
function termsIn(terms, text, language) {
  const byWord = new Map(terms.flatMap((term) => formsOf(term, language).map((word) => [word.toLowerCase(), term])));
  return [...new Set([...text.matchAll(pattern([...byWord.keys()]))].map(([word]) => byWord.get(word.toLowerCase().replace(/\s+/g, ' '))))];
}

/**
 * Terms that one language of a page uses and the other does not.
 * @param {readonly Term[]} terms
 * @param {Sources} sources
 * @returns {Fault[]}
 */
export function glossaryFaults(terms, sources) {
  const texts = { 'zh-cn': joined(sources['zh-cn'].text), en: joined(sources.en.text) };
  return [
    ['zh-cn', 'en', 'Chinese'],
    ['en', 'zh-cn', 'English'],
  ].flatMap(([one, other, name]) =>
    termsIn(terms, texts[one], one)
      // A longer term on the other side counts: the page has the words, whichever entry they belong to.
      .filter((term) => !pattern([...formsOf(term, other), ...term.also[other]]).test(texts[other]))
      .map((term) => ({ file: sources[other].file, message: `the ${name} page says “${texts[one].match(pattern(formsOf(term, one)))[0]}”, this one none of “${[...formsOf(term, other), ...term.also[other]].join('”, “')}”` })),
  );
}

/**
 * Words that the glossary rules out.
 * @param {readonly Term[]} terms
 * @param {readonly Words[]} texts
 * @returns {Fault[]}
 */
export function wordFaults(terms, texts) {
  const faults = [];
  for (const { file, language, kind, text } of texts) {
    const lines = linesOf(kind, language, text);
    for (const term of terms) {
      const never = term.never[language];
      if (never.length === 0) continue;
      const instead = language === 'en' ? term.en[0] : term['zh-cn'];
      for (const { line, text: words } of lines) for (const [word] of [...words.matchAll(pattern(never))].filter((match) => !isName(words, match))) faults.push({ file, ...(line && { line }), message: `“${word}”: the course says “${instead}”` });
    }
  }
  return faults;
}

/** `Optimizer` within a sentence: somebody's name for a product. At the start of a sentence it is a word. */
const isName = (text, { 0: word, index }) => /^\p{Lu}\p{Ll}/u.test(word) && !/(?:^|[.!?:;“|*])\s*$/.test(text.slice(0, index));

/** The lines with words for people: comments of a program, texts of JSON (those under the language's name, all values or all keys). */
function linesOf(kind, language, text) {
  if (kind === 'markdown') return prose(text);
  const lineAt = (position) => text.slice(0, position).split('\n').length;
  if (kind === 'program') return [...text.matchAll(/\/\*[^]*?\*\/|\/\/.*/g)].flatMap(({ 0: comment, index }) => comment.split('\n').map((words, i) => ({ line: lineAt(index) + i, text: words.replace(/`[^`]*`/g, ' ⋯ ') })));
  const texts = [];
  const walk = (value, key) => {
    if (typeof value === 'string') {
      const line = lineAt(Math.max(0, text.indexOf(`${JSON.stringify(key)}: ${JSON.stringify(value)}`)));
      if (kind === 'keys') texts.push({ line, text: key });
      else if (kind === 'values' || key === language) texts.push({ line, text: value });
    } else for (const [inner, one] of Object.entries(value ?? {})) walk(one, inner);
  };
  walk(JSON.parse(text));
  return texts;
}

/**
 * Terms that stand on no page: an entry that nothing is held against.
 * @param {readonly Term[]} terms
 * @param {readonly Sources[]} pages
 * @returns {Fault[]}
 */
export function unusedTerms(terms, pages) {
  const chinese = pages.map((page) => joined(page['zh-cn'].text)).join('\n');
  const english = pages.map((page) => joined(page.en.text)).join('\n');
  return terms.flatMap((term) => {
    const languages = [];
    if (!pattern(formsOf(term, 'zh-cn')).test(chinese)) languages.push('Chinese');
    if (!pattern([...term.en, ...term.also.en]).test(english)) languages.push('English');
    return languages.length ? [{ file: FILE, message: `“${term['zh-cn']}” (${term.en[0]}) stands on no ${languages.join(' and no ')} page` }] : [];
  });
}
