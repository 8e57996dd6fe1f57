// The rules of the course's pages: `node content/build/lint.mjs [part of a path …]` prints what is wrong, one fault per line.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ContentError } from './contentError.mjs';
import { importTypeScript } from './course.mjs';
import { formatFault } from './lint/fault.mjs';
import { glossaryFaults, loadGlossary, unusedTerms, wordFaults } from './lint/glossary.mjs';
import { loadNumbers, numberFaults } from './lint/numbers.mjs';
import { languageFaults, lengthFaults, structureFaults } from './lint/page.mjs';
import { quizFaults, topicQuizFaults } from './lint/quiz.mjs';
import { snippetFaults } from './lint/snippets.mjs';
import { quizFile, readQuiz } from './quiz.mjs';

export { formatFault } from './lint/fault.mjs';
export { glossaryFaults, parseGlossary, unusedTerms, wordFaults } from './lint/glossary.mjs';
export { numberFaults, numbersToAccountFor, readNumber, stands } from './lint/numbers.mjs';
export { hanCharacters, languageFaults, lengthFaults, structureFaults } from './lint/page.mjs';
export { partsOf } from './lint/parts.mjs';
export { quizFaults, topicQuizFaults } from './lint/quiz.mjs';
export { firstDifference, snippetFaults } from './lint/snippets.mjs';

/** @typedef {import('./lint/fault.mjs').Fault} Fault */
/** @typedef {import('../../src/course/course').Page} Page */
/** @typedef {import('../../src/course/course').Course} Course */

const root = fileURLToPath(new URL('../../', import.meta.url));
const LANGUAGES = ['zh-cn', 'en'];

/** As an editor opens it from the root. */
const nameOf = (file) => path.relative(root, file).split(path.sep).join('/');
const pageFile = (page, language) => (page.parent ? `${page.path}.${language}.md` : path.join(page.path, `${language}.md`));
const numbersFile = (page) => (page.parent ? `${page.path}.numbers.mjs` : path.join(page.path, 'numbers.mjs'));

/** @param {Page} page */
export async function sourcesOf(page) {
  const texts = await Promise.all(LANGUAGES.map(async (language) => [language, { file: nameOf(pageFile(page, language)), text: await readFile(pageFile(page, language), 'utf8') }]));
  return Object.fromEntries(texts);
}

/** The questions of a page, or the fault that keeps them from being read. */
async function questionsOf(page) {
  try {
    return { questions: await readQuiz(page, nameOf(quizFile(page))), faults: [] };
  } catch (error) {
    if (error instanceof ContentError) return { questions: [], faults: [{ file: error.fileName, line: error.line, message: error.fault }] };
    throw error;
  }
}

/**
 * Everything about a page that needs no other page, but for its programs. A strategy or a background page follows the whole
 * contract; topics and exercises are free in form, and may have questions and numbers.
 * @param {Page} page
 * @returns {Promise<Fault[]>}
 */
export async function pageFaults(page) {
  const sources = await sourcesOf(page);
  const contract = page.parent && page.section !== 'exercises';
  const { computed, faults: unreadable } = await loadNumbers(numbersFile(page), nameOf(numbersFile(page)));
  const { questions, faults: invalid } = await questionsOf(page);
  const computes = (computed?.numbers.worked?.length ?? 0) > 0;
  return [
    ...(contract ? [...structureFaults(sources, page.section), ...lengthFaults(sources['zh-cn'])] : []),
    ...languageFaults(sources),
    ...unreadable,
    ...(contract || computed ? (unreadable.length ? [] : numberFaults(sources, computed)) : []),
    ...invalid,
    ...(invalid.length ? [] : quizFaults(questions, nameOf(quizFile(page)), { computes, optional: !contract })),
  ];
}

/** What shows over the pages of a topic only. @param {import('../../src/course/course').Topic} topic @returns {Promise<Fault[]>} */
export async function topicFaults(topic) {
  const questions = await Promise.all([topic, ...topic.pages].map(questionsOf));
  return topicQuizFaults(questions.flatMap((one) => one.questions), nameOf(topic.path));
}

/** The programs of the pages. @param {readonly Page[]} pages @returns {Promise<Fault[]>} */
export async function programFaults(pages) {
  const sources = await Promise.all(pages.map(sourcesOf));
  return snippetFaults(sources.flatMap((both) => LANGUAGES.map((language) => both[language])));
}

/** The words of a page and its questions, held against the glossary. @param {Page} page @returns {Promise<Fault[]>} */
export async function pageWordFaults(page) {
  const glossary = await loadGlossary();
  const { questions } = await questionsOf(page);
  const sources = await sourcesOf(page);
  return [...glossaryFaults(glossary, sources), ...wordFaults(glossary, [...(await pageTexts(page, sources)), ...quizTexts(questions, nameOf(quizFile(page)))])];
}

const pageTexts = async (page, sources) => LANGUAGES.map((language) => ({ ...sources[language], language, kind: 'markdown' }));

const quizTexts = (questions, file) =>
  questions.flatMap((question) => {
    const options = question.options ?? question.mistakes ?? [];
    const texts = [question.question, question.why, ...options.flatMap(({ text, why }) => [text, why])].filter(Boolean);
    return LANGUAGES.map((language) => ({ file, language, kind: 'markdown', text: texts.map((text) => text[language]).join('\n\n') }));
  });

/**
 * Words of people outside the pages: the files that an exercise scaffolds, the course's titles, the translations.
 * @param {Course} course
 * @returns {Promise<Fault[]>}
 */
export async function otherWordFaults(course) {
  const texts = [];
  const add = async (file, language, kind) => texts.push({ file, language, kind, text: await readFile(path.join(root, file), 'utf8') });
  for (const { folder } of course.exercises) {
    for (const language of LANGUAGES) {
      await add(nameOf(path.join(folder, `readme.${language}.md`)), language, 'markdown');
      await add(nameOf(path.join(folder, `starter.${language}.ts`)), language, 'program');
    }
  }
  const items = course.sections.flatMap(({ topics }) => topics.map(({ path: folder }) => nameOf(path.join(folder, 'item.json'))));
  for (const file of items) for (const language of LANGUAGES) await add(file, language, 'json');
  await add('content/l10n/bundle.l10n.zh-cn.json', 'zh-cn', 'values');
  // The key of a translation is the English text.
  await add('content/l10n/bundle.l10n.zh-cn.json', 'en', 'keys');
  await add('package.nls.zh-cn.json', 'zh-cn', 'values');
  await add('package.nls.json', 'en', 'values');
  return wordFaults(await loadGlossary(), texts);
}

/** Terms of the glossary that no page uses. @param {readonly Page[]} pages @returns {Promise<Fault[]>} */
export async function unusedTermFaults(pages) {
  return unusedTerms(await loadGlossary(), await Promise.all(pages.map(sourcesOf)));
}

/** The course as its sources have it. @returns {Promise<Course>} */
export async function readCourse() {
  const { loadCourse } = await importTypeScript('src/course/load.ts');
  return loadCourse(path.join(root, 'content'), 'md');
}

async function main(wanted) {
  const course = await readCourse();
  const chosen = (page) => wanted.length === 0 || wanted.some((part) => LANGUAGES.some((language) => nameOf(pageFile(page, language)).includes(part)) || page.id.includes(part));
  const pages = course.pages.filter(chosen);
  if (pages.length === 0) throw new Error(`no page has “${wanted.join('” or “')}” in its path`);
  const faults = course.problems.map(({ file, fault }) => ({ file: `content/${file}`, message: fault }));
  const programs = programFaults(pages);
  for (const page of pages) faults.push(...(await pageFaults(page)), ...(await pageWordFaults(page)));
  for (const topic of pages.filter((page) => !page.parent)) faults.push(...(await topicFaults(topic)));
  if (wanted.length === 0) faults.push(...(await otherWordFaults(course)), ...(await unusedTermFaults(course.pages)));
  faults.push(...(await programs));
  for (const fault of faults) console.log(formatFault(fault));
  console.log(`${pages.length} pages, ${faults.length === 0 ? 'no fault' : `${faults.length} faults`}`);
  return faults.length === 0 ? 0 : 1;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
