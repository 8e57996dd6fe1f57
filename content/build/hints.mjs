import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { ContentError } from './contentError.mjs';

/** The hints of an exercise: `hints.json` in its folder, for every check of its grader and every known bug. */

/** What fits into a hover beside the code without scrolling. */
const LONGEST = { 'zh-cn': 110, en: 220 };
const LONGEST_FORMULA = 100;

/** Han characters in Chinese, where code and formulas take little room; all characters in English. */
const lengthOf = { 'zh-cn': (text) => text.match(/\p{Script=Han}/gu)?.length ?? 0, en: (text) => [...text].length };

/** What stands between backticks. @param {string} text */
const codeWords = (text) => [...new Set([...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word))].sort();

const nonEmpty = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));
const text = (language) =>
  v.pipe(
    nonEmpty,
    v.check((words) => lengthOf[language](words) <= LONGEST[language], `must be no longer than ${LONGEST[language]} ${language === 'en' ? '' : 'Han '}characters`),
    v.check((words) => !words.includes('\n'), 'must be one paragraph'),
    v.check((words) => words.split('`').length % 2 === 1 && !words.includes('``'), 'a backtick is not closed, or there is nothing between two of them'),
  );
const step = v.pipe(
  v.strictObject({ 'zh-cn': text('zh-cn'), en: text('en') }),
  v.check((both) => codeWords(both['zh-cn']).join('\n') === codeWords(both.en).join('\n'), 'the two languages must have the same words in backticks'),
);
const steps = (count) =>
  v.pipe(
    v.array(step),
    v.length(count, `must have ${count} steps`),
    v.check((all) => ['zh-cn', 'en'].every((language) => new Set(all.map((one) => one[language])).size === all.length), 'two steps are alike'),
  );
// A formula goes into the learner's file as a comment: `*/` would end it.
const formula = v.pipe(
  nonEmpty,
  v.check((line) => !/\n|\*\/|`/.test(line) && [...line].length <= LONGEST_FORMULA, `must be one line of at most ${LONGEST_FORMULA} characters, without backticks and */`),
  v.check((line) => !/\p{Script=Han}/u.test(line), 'must read the same in both languages'),
);

const hintsSchema = v.strictObject({
  formulas: v.record(v.string(), v.pipe(v.array(formula), v.minLength(1, 'needs 1 to 6 lines'), v.maxLength(6, 'needs 1 to 6 lines'))),
  /** Where to look, which principle, almost the line. */
  checks: v.record(v.string(), steps(3)),
  /** The principle and almost the line; where to look is said by the check. */
  bugs: v.record(v.string(), steps(2)),
});

/** Where the entry of a part begins: a bug may have the name of a check. @param {string} json @param {string[]} keys */
function lineOf(json, [part, id]) {
  const lines = json.split('\n').map((line) => line.trimStart());
  const start = (key, from) => lines.findIndex((line, i) => i >= from && line.startsWith(`${JSON.stringify(key)}:`));
  return start(id, start(part, 0)) + 1 || undefined;
}

/**
 * @param {string} json
 * @param {string} fileName as errors should name it
 * @returns {import('./hints.d.mts').Hints}
 * @throws {ContentError} that names the file and the key
 */
export function parseHints(json, fileName) {
  let raw;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    throw new ContentError(fileName, undefined, `not valid JSON: ${error.message}`);
  }
  const result = v.safeParse(hintsSchema, raw);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const keys = issue.path?.map((part) => String(part.key)) ?? [];
  throw new ContentError(fileName, keys.length > 1 ? lineOf(json, keys) : undefined, keys.length ? `${keys.join('.')}: ${issue.message}` : issue.message);
}

/**
 * Validates the hints of an exercise and writes them to `<outdir>/<id>.json`.
 * @param {{ id: string, folder: string }} exercise
 * @param {string} outdir
 * @param {string} fileName as errors should name the source
 * @throws {ContentError} that names the file and the key
 */
export async function buildHints({ id, folder }, outdir, fileName) {
  const json = await readFile(path.join(folder, 'hints.json'), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') throw new ContentError(fileName, undefined, 'the file is missing');
    throw error;
  });
  await mkdir(outdir, { recursive: true });
  await writeFile(path.join(outdir, `${id}.json`), JSON.stringify(parseHints(json, fileName)));
}
