import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { ContentError } from '../contentError.mjs';
import { partsOf } from './parts.mjs';

/** One word for one thing, in both languages: content/glossary.json, and the texts held against it. */

/** @typedef {import('./fault.mjs').Fault} Fault */
/** @typedef {{ 'zh-cn': string, en: string[], never: { 'zh-cn': string[], en: string[] } }} Term */
/** @typedef {{ 'zh-cn': { file: string, text: string }, en: { file: string, text: string } }} Sources */
/** @typedef {{ file: string, language: 'zh-cn' | 'en', kind: 'markdown' | 'program' | 'json', text: string }} Words */

const LANGUAGES = ['zh-cn', 'en'];
const FILE = 'content/glossary.json';
const HAN = /\p{Script=Han}/u;

const nonEmpty = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));
const forms = v.array(nonEmpty);
const glossarySchema = v.array(
  v.strictObject({
    /** The Chinese term; `also` holds other forms of it. */
    'zh-cn': nonEmpty,
    also: v.optional(forms, []),
    /** Every form of the English term, inflected ones too: a reader finds one of them where the Chinese page has the term. */
    en: v.pipe(forms, v.minLength(1)),
    never: v.optional(v.strictObject({ 'zh-cn': v.optional(forms, []), en: v.optional(forms, []) }), {}),
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
  const terms = result.output.map((term) => ({ ...term, never: { 'zh-cn': [], en: [], ...term.never } }));
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

/** The terms that a Chinese text uses. A longer term hides the shorter ones within it. */
function chineseTerms(terms, text) {
  const byWord = new Map(terms.flatMap((term) => [term['zh-cn'], ...(term.also ?? [])].map((word) => [word.toLowerCase(), term])));
  return new Set([...text.matchAll(pattern([...byWord.keys()]))].map(([word]) => byWord.get(word.toLowerCase())));
}

function englishTerms(terms, text) {
  const byWord = new Map(terms.flatMap((term) => term.en.map((word) => [word.toLowerCase(), term])));
  return new Set([...text.matchAll(pattern([...byWord.keys()]))].map(([word]) => byWord.get(word.toLowerCase().replace(/\s+/g, ' '))));
}

/**
 * Terms that one language of a page uses and the other does not.
 * @param {readonly Term[]} terms
 * @param {Sources} sources
 * @returns {Fault[]}
 */
export function glossaryFaults(terms, sources) {
  const [chinese, english] = [joined(sources['zh-cn'].text), joined(sources.en.text)];
  // Overlapping terms count as used on the other side: the page has the words, whichever entry they belong to.
  const has = (term, language) => pattern(language === 'en' ? term.en : [term['zh-cn'], ...(term.also ?? [])]).test(language === 'en' ? english : chinese);
  return [
    ...[...chineseTerms(terms, chinese)].filter((term) => !has(term, 'en')).map((term) => ({ file: sources.en.file, message: `the Chinese page says “${term['zh-cn']}”, this one none of “${term.en.join('”, “')}”` })),
    ...[...englishTerms(terms, english)].filter((term) => !has(term, 'zh-cn')).map((term) => ({ file: sources['zh-cn'].file, message: `the English page says “${term.en[0]}”, this one not “${[term['zh-cn'], ...(term.also ?? [])].join('” or “')}”` })),
  ];
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
      for (const { line, text: words } of lines) for (const [word] of words.matchAll(pattern(never))) faults.push({ file, ...(line && { line }), message: `“${word}”: the course says “${instead}”` });
    }
  }
  return faults;
}

/** The lines with words for people. Of a program those are comments and texts; of JSON the texts of the language. */
function linesOf(kind, language, text) {
  if (kind === 'markdown') return prose(text);
  const lines = text.split('\n').map((line, i) => ({ line: i + 1, text: line }));
  if (kind === 'program') return lines.map(({ line, text }) => ({ line, text: text.replace(/(?<![\p{L}\s])\b[\w$.]+(?=\()/gu, '') }));
  // One text per line, keys of a translation included: they are the English text.
  return lines.flatMap(({ line, text }) => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, words]) => ({ line, text: words }))).filter(({ text }) => HAN.test(text) === (language === 'zh-cn'));
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
    if (!pattern([term['zh-cn'], ...(term.also ?? [])]).test(chinese)) languages.push('Chinese');
    if (!pattern(term.en).test(english)) languages.push('English');
    return languages.length ? [{ file: FILE, message: `“${term['zh-cn']}” (${term.en[0]}) stands on no ${languages.join(' and no ')} page` }] : [];
  });
}
