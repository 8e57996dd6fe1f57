import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { partsOf } from './parts.mjs';

/**
 * The numbers of a page against `<page>.numbers.mjs` beside it: every worked number is computed again, every given one has
 * a place where it comes from, and none stands in the prose without being one of both.
 */

/** @typedef {import('./fault.mjs').Fault} Fault */
/** @typedef {{ says: string | [string, string], value: number, digits?: number }} Worked */
/** @typedef {{ says: string | [string, string], from: string }} Given */
/** @typedef {{ worked?: Worked[], given?: Given[] }} Numbers */

const LANGUAGES = ['zh-cn', 'en'];

/** Digits as they are written: with commas between thousands, with decimals. What goes on after the decimals is a version. */
const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)*/g;

/** Factors in words; the longest is tried first. */
const SCALES = { 万亿: 1e12, 千亿: 1e11, 百亿: 1e10, 十亿: 1e9, 亿: 1e8, 千万: 1e7, 百万: 1e6, 十万: 1e5, 万: 1e4, 千: 1e3, 百: 1e2, trillion: 1e12, billion: 1e9, million: 1e6, thousand: 1e3, hundred: 1e2 };
const SCALE = new RegExp(`^[\\s-]*(${Object.keys(SCALES).sort((a, b) => b.length - a.length).join('|')})(?![A-Za-z])`);

/**
 * @param {string} says
 * @returns {{ number: string, value: number, decimals: number, scale: number } | undefined} undefined where there is not exactly one number
 */
export function readNumber(says) {
  const found = [...says.matchAll(NUMBER)].filter((match) => !isName(says, match));
  if (found.length !== 1) return undefined;
  const [{ 0: number, index }] = found;
  const digits = number.replaceAll(',', '');
  if (digits.split('.').length > 2) return undefined;
  const negative = /[-−]\s*$/.test(says.slice(0, index));
  const scale = SCALE.exec(says.slice(index + number.length))?.[1];
  return { number, value: (negative ? -1 : 1) * Number(digits), decimals: digits.split('.')[1]?.length ?? 0, scale: scale ? SCALES[scale] : 1 };
}

/** `A100`, `GPT-3.5`, `int8`: digits of a name. */
const isName = (text, { index }) => /[A-Za-z]$|[A-Za-z][-_–]$/.test(text.slice(0, index));

/**
 * True where `says` stands in the text with nothing of a number before or after it: `38.5` is not in `138.5`.
 * @param {string} text
 * @param {string} says
 */
export function stands(text, says) {
  const escaped = says.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const before = /^\d/.test(says) ? '(?<!\\d[.,]?)' : '';
  const after = /\d$/.test(says) ? '(?![.,]?\\d)' : /[A-Za-z]$/.test(says) ? '(?![A-Za-z])' : '';
  return new RegExp(before + escaped + after).test(text);
}

/** True where `value`, rounded as the page writes it, is what the page says. */
export function rounds({ value, digits }, read) {
  const scaled = value / read.scale;
  const step = digits ? 10 ** (Math.floor(Math.log10(Math.abs(scaled))) + 1 - digits) : 10 ** -read.decimals;
  // Half a step lies on the border; either neighbour is a rounding of it.
  return Math.abs(scaled - read.value) <= (step / 2) * (1 + 1e-9) + 1e-12 * Math.abs(scaled);
}

/** Numbers of the prose that the reader may ask about. */
export function numbersToAccountFor(markdown) {
  return partsOf(markdown)
    .prose.filter(({ section }) => section !== 'sources')
    .flatMap(({ text, line }) =>
      [...text.matchAll(NUMBER)]
        .filter((match) => {
          const digits = match[0].replaceAll(',', '');
          if (isName(text, match) || digits.split('.').length > 2) return false;
          if (digits.includes('.')) return true;
          const isYear = /^(?:19[5-9]\d|20[0-4]\d)$/.test(match[0]);
          return digits.length >= 3 && !isYear;
        })
        .map(([number]) => ({ number, line })),
    );
}

/** Entries whose value is written down instead of computed, by the position of the entry. */
function literalValues(source) {
  const literal = [];
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'worked' && ts.isArrayLiteralExpression(node.initializer)) {
      node.initializer.elements.forEach((element, i) => {
        if (!ts.isObjectLiteralExpression(element)) return;
        const value = element.properties.find((property) => ts.isPropertyAssignment(property) && property.name.getText() === 'value')?.initializer;
        const bare = value && ts.isPrefixUnaryExpression(value) ? value.operand : value;
        if (bare && ts.isNumericLiteral(bare)) literal.push(i);
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('numbers.mjs', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return literal;
}

/** Line of the entry that says it. */
function lineOf(source, says) {
  const at = source.split('\n').findIndex((line) => line.includes('says') && line.includes(says));
  return at === -1 ? undefined : at + 1;
}

/**
 * @param {{ 'zh-cn': { file: string, text: string }, en: { file: string, text: string } }} sources
 * @param {{ file: string, source: string, numbers: Numbers } | undefined} computed undefined where the page has no numbers.mjs
 * @returns {Fault[]}
 */
export function numberFaults(sources, computed) {
  const faults = [];
  const known = Object.fromEntries(LANGUAGES.map((language) => [language, new Set()]));
  const { worked = [], given = [] } = computed?.numbers ?? {};
  const literal = computed ? literalValues(computed.source) : [];
  [...worked, ...given].forEach((entry, i) => {
    const both = Array.isArray(entry.says) ? entry.says : [entry.says, entry.says];
    const fault = (message) => faults.push({ file: computed.file, line: lineOf(computed.source, both[0]), message });
    if (both.length !== 2 || both.some((says) => typeof says !== 'string' || says.trim() === '')) return fault(`entry ${i + 1}: "says" is a text, or two: [Chinese, English]`);
    const isWorked = i < worked.length;
    if (isWorked && (typeof entry.value !== 'number' || !Number.isFinite(entry.value))) return fault(`“${both[0]}”: the value is ${entry.value}`);
    if (isWorked && literal.includes(i)) fault(`“${both[0]}”: the value is written down, not computed; compute it from what it follows from, or move it to "given" with its source`);
    if (!isWorked && (typeof entry.from !== 'string' || entry.from.trim() === '')) fault(`“${both[0]}”: given, but not from where`);
    LANGUAGES.forEach((language, at) => {
      const says = both[at];
      if (!stands(sources[language].text, says)) fault(`“${says}” does not stand in ${sources[language].file}`);
      for (const [number] of says.matchAll(NUMBER)) known[language].add(number.replaceAll(',', ''));
      if (!isWorked) return;
      const read = readNumber(says);
      if (!read) fault(`“${says}” does not hold exactly one number`);
      else if (!rounds(entry, read)) fault(`the page says “${says}”, but the value is ${Number((entry.value / read.scale).toPrecision(8))}${read.scale === 1 ? '' : ` × ${read.scale}`}`);
    });
  });

  for (const language of LANGUAGES) {
    const { file, text } = sources[language];
    const missing = numbersToAccountFor(text).filter(({ number }) => !known[language].has(number.replaceAll(',', '')));
    if (missing.length && !computed) faults.push({ file, line: missing[0].line, message: `there is no numbers.mjs beside the page, which says ${missing.map(({ number }) => number).join(', ')}` });
    else for (const { number, line } of missing) faults.push({ file, line, message: `${number} is in neither "worked" nor "given" of ${computed.file}` });
  }
  return faults;
}

/**
 * Loads a page's numbers, if there are any.
 * @param {string} absolute path of the module
 * @param {string} file as faults should name it
 * @returns {Promise<{ computed?: { file: string, source: string, numbers: Numbers }, faults: Fault[] }>}
 */
export async function loadNumbers(absolute, file) {
  const source = await readFile(absolute, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (source === undefined) return { faults: [] };
  try {
    const numbers = (await import(pathToFileURL(absolute).href)).default;
    const bad = ['worked', 'given'].find((list) => numbers?.[list] !== undefined && !Array.isArray(numbers[list]));
    if (!numbers || bad) return { faults: [{ file, message: bad ? `"${bad}" is no array` : 'has no default export' }] };
    return { computed: { file, source, numbers }, faults: [] };
  } catch (error) {
    return { faults: [{ file, message: `does not load: ${error instanceof Error ? error.message : error}` }] };
  }
}
