import type { ProbePlace } from '../protocol/observed';
import type { Stripped } from './strip';

/** More are not put into one file. */
const MAX_PROBES = 2_000;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** A learner's file with calls of a function around the expressions that are looked at. */
export interface Probed {
  /** With places that are the learner's own in spite of what was inserted. */
  stripped: Stripped;
  /** Behind the last line of the file: imports come first wherever they stand, so that no line moves. */
  importLine: string;
  specifier: string;
  /** `ProbePlace.id` of each number that the function is called with. */
  ids: number[];
}

/**
 * Puts the calls into the code. An expression becomes the second argument, in brackets of its own in case it has
 * a comma; the body of a loop begins with a statement, whose `catch` is for a variable of the same name that the
 * body declares further down.
 * @returns undefined where offsets in `source` are not offsets in the code, or there is nothing to insert
 */
export function insertProbes(source: string, stripped: Stripped, probes: readonly ProbePlace[]): Probed | undefined {
  const { code } = stripped;
  if (stripped.map !== undefined || code.length !== source.length) return undefined;
  const unique = nameNotIn(source);
  const insertions: Insertion[] = [];
  const ids: number[] = [];
  for (const { id, from, to, loop } of probes) {
    if (ids.length === MAX_PROBES || !(from >= 0 && to <= code.length)) continue;
    const number = ids.length;
    if (loop !== undefined) {
      if (!IDENTIFIER.test(loop)) continue;
      insertions.push({ at: from, span: 0, text: `try{${unique}(${number},${loop})}catch{}` });
    } else {
      // A function takes its name from the variable that it is assigned to.
      if (from >= to || isFunction(code.slice(from, to))) continue;
      insertions.push({ at: from, span: to - from, text: `${unique}(${number},(` }, { at: to, span: from - to, text: '))' });
    }
    ids.push(id);
  }
  if (ids.length === 0) return undefined;
  // What ends at a place stands before what begins there; of two that end the inner one is first, of two that begin the outer one.
  insertions.sort((a, b) => a.at - b.at || Math.sign(a.span) - Math.sign(b.span) || b.span - a.span);
  let probed = '';
  let done = 0;
  for (const { at, text } of insertions) {
    probed += code.slice(done, at) + text;
    done = at;
  }
  probed += code.slice(done);
  const places = originalPlaces(code, probed, insertions);
  return {
    stripped: { ...stripped, code: probed, original: (place) => stripped.original(places(place)) },
    importLine: `\nimport{probe as ${unique}}from'${unique}';`,
    specifier: unique,
    ids,
  };
}

/** `span` is the length of what it stands before, and the same below zero of what it stands behind; 0 for a statement. */
interface Insertion {
  at: number;
  span: number;
  text: string;
}

type Place = ReturnType<Stripped['original']>;

/** From places in the probed code to places in the code. Lines are the same; what they need is made when first asked. */
function originalPlaces(code: string, probed: string, insertions: readonly Insertion[]): (place: Place) => Place {
  let starts: { code: number[]; probed: number[] } | undefined;
  return ({ line, column }) => {
    starts ??= { code: lineStarts(code), probed: lineStarts(probed) };
    const probedStart = starts.probed[line - 1];
    if (probedStart === undefined) return { line, column };
    const offset = probedStart + column - 1;
    let inserted = 0;
    for (const { at, text } of insertions) {
      if (at + inserted >= offset) break;
      // A place within what was inserted is that of the expression.
      inserted += Math.min(text.length, offset - inserted - at);
    }
    return { line, column: Math.max(1, offset - inserted - starts.code[line - 1]! + 1) };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(index + end.length);
  return starts;
}

/** A name for the function and for where it comes from; that nobody can guess it keeps the file from importing it. */
function nameNotIn(source: string): string {
  for (;;) {
    const name = `__probe${Math.random().toString(36).slice(2, 10)}`;
    if (!source.includes(name)) return name;
  }
}

/** Whether an expression is a function or a class; in doubt it is. */
function isFunction(expression: string): boolean {
  const text = expression.trim();
  if (/^(?:function|class|async)(?![\w$])/.test(text) || /^[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=>/u.test(text)) return true;
  if (!text.startsWith('(')) return false;
  // `(a, b) => …`, but not `(a).b((c) => …)`; a bracket within a string is the doubt.
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ('([{'.includes(text[i]!)) depth++;
    else if (')]}'.includes(text[i]!) && --depth === 0) return i === text.length - 1 ? isFunction(text.slice(1, -1)) : /^\s*=>/.test(text.slice(i + 1));
  }
  return true;
}
