import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { ContentError } from './contentError.mjs';

/** The questions below a page: `<page>.quiz.json` beside its text, `quiz.json` in a topic's folder. */

const nonEmpty = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));
const local = (text) => v.strictObject({ 'zh-cn': text, en: text });
const text = local(nonEmpty);
const number = v.pipe(v.number(), v.finite('must be a number'));
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens'));

const choiceSchema = v.strictObject({
  id,
  question: text,
  options: v.pipe(
    v.array(v.strictObject({ text, correct: v.optional(v.boolean(), false), why: text })),
    v.minLength(3, 'needs 3 or 4 options'),
    v.maxLength(4, 'needs 3 or 4 options'),
    v.check((options) => options.filter((option) => option.correct).length === 1, 'exactly one option is correct'),
  ),
});

const fillSchema = v.pipe(
  v.strictObject({
    id,
    question: text,
    answer: number,
    /** Relative to the answer. */
    tolerance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.2, 'accepts nearly anything; at most 0.2')), 0.01),
    unit: v.optional(local(v.string()), { 'zh-cn': '', en: '' }),
    why: text,
    mistakes: v.pipe(
      v.array(v.strictObject({ answer: number, why: text })),
      v.minLength(1, 'needs 1 to 3 mistakes'),
      v.maxLength(3, 'needs 1 to 3 mistakes'),
      v.check((mistakes) => new Set(mistakes.map(({ answer }) => answer)).size === mistakes.length, 'two mistakes have the same answer'),
    ),
  }),
  v.forward(
    v.check((question) => question.mistakes.every((mistake) => Math.abs(mistake.answer - question.answer) > Math.abs(question.answer) * question.tolerance), 'a mistake lies within the tolerance of the answer'),
    ['mistakes'],
  ),
);

/** @typedef {{ 'zh-cn': string, en: string }} LocalText */
/** @typedef {{ id: string, kind: 'choice', question: LocalText, options: { text: LocalText, correct: boolean, why: LocalText }[] }} Choice */
/** @typedef {{ id: string, kind: 'fill', question: LocalText, answer: number, tolerance: number, unit: LocalText, why: LocalText, mistakes: { answer: number, why: LocalText }[] }} Fill */

/** Where the questions of a page are. @param {import('../../src/course/course').Page} page */
export const quizFile = (page) => (page.parent ? `${page.path}.quiz.json` : `${page.path.replace(/[\\/]$/, '')}/quiz.json`);

/**
 * @param {string} json
 * @param {string} fileName as errors should name it
 * @returns {(Choice | Fill)[]}
 * @throws {ContentError} that names the file, the question and the field
 */
export function parseQuiz(json, fileName) {
  let raw;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    throw new ContentError(fileName, undefined, `not valid JSON: ${error.message}`);
  }
  if (!Array.isArray(raw)) throw new ContentError(fileName, undefined, 'must be an array of questions');
  const lines = json.split('\n');
  const seen = new Set();
  return raw.map((question, i) => {
    const known = typeof question?.id === 'string';
    const name = known ? `question "${question.id}"` : `question ${i + 1}`;
    const at = known ? lines.findIndex((line) => line.includes(`"id": ${JSON.stringify(question.id)}`) || line.includes(`"id":${JSON.stringify(question.id)}`)) + 1 : 0;
    const fail = (message) => {
      throw new ContentError(fileName, at || undefined, `${name}: ${message}`);
    };
    const kind = question !== null && typeof question === 'object' && 'options' in question ? 'choice' : 'fill';
    const result = v.safeParse(kind === 'choice' ? choiceSchema : fillSchema, question);
    if (!result.success) {
      const issue = result.issues[0];
      const field = issue.path?.map((part) => String(part.key)).join('.');
      fail(field ? `${field}: ${issue.message}` : issue.message);
    }
    if (seen.has(result.output.id)) fail('id: two questions have the same id');
    seen.add(result.output.id);
    return { kind, ...result.output };
  });
}

/** The questions of a page; none where it has no file. */
export async function readQuiz(page, fileName) {
  const json = await readFile(quizFile(page), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return json === undefined ? [] : parseQuiz(json, fileName);
}

/**
 * @param {(Choice | Fill)[]} questions
 * @param {ReturnType<import('./render.mjs').createRenderer>} renderer
 * @param {'zh-cn' | 'en'} lang
 * @param {string} fileName as errors should name it
 * @param {string[]} anchors of the page
 * @returns {{ quiz: import('../../src/explanations/messages').RenderedQuestion[], links: import('./render.mjs').CourseLink[] }}
 * @throws {ContentError} that names the file, the question and the field
 */
export function renderQuiz(questions, renderer, lang, fileName, anchors) {
  const links = [];
  const quiz = questions.map((question) => {
    const html = (local, field) => {
      try {
        const rendered = renderer.renderInline(local[lang], lang, fileName, anchors);
        links.push(...rendered.links);
        return rendered.html;
      } catch (error) {
        throw error instanceof ContentError ? new ContentError(fileName, undefined, `question "${question.id}": ${field}.${lang}: ${error.fault}`) : error;
      }
    };
    const { id, kind } = question;
    const common = { id, kind, question: html(question.question, 'question') };
    if (kind === 'choice') return { ...common, options: question.options.map((option, i) => ({ html: html(option.text, `options.${i}.text`), correct: option.correct, why: html(option.why, `options.${i}.why`) })) };
    const { answer, tolerance, unit } = question;
    return { ...common, answer, tolerance, unit: unit[lang], why: html(question.why, 'why'), mistakes: question.mistakes.map((mistake, i) => ({ answer: mistake.answer, why: html(mistake.why, `mistakes.${i}.why`) })) };
  });
  return { quiz, links };
}
