import { anchorsOf } from '../syntax/anchors';
import type { SourceText } from '../syntax/sourceText';

/**
 * The exported functions whose results an edit can have changed: those with another text, and those that mention
 * one of them, directly or through others. Undefined where something outside the functions changed, which
 * concerns all of them.
 */
export function functionsTouched(before: SourceText, after: SourceText): ReadonlySet<string> | undefined {
  const old = parts(before);
  const now = parts(after);
  if (old.outside !== now.outside) return undefined;
  const touched = new Set([...now.functions].filter(([name, { text }]) => old.functions.get(name)?.text !== text).map(([name]) => name));
  for (let size = -1; size !== touched.size; ) {
    size = touched.size;
    for (const [name, { text }] of now.functions) if ([...touched].some((one) => mentions(text, one) || mentions(text, now.functions.get(one)?.local ?? one))) touched.add(name);
  }
  return touched;
}

interface Parts {
  /** By exported name: the text, and the name in the file where it has another one. */
  functions: Map<string, { text: string; local: string }>;
  outside: string;
}

function parts(source: SourceText): Parts {
  const functions: Parts['functions'] = new Map();
  let outside = '';
  let at = 0;
  const anchors = anchorsOf(source)
    .filter(({ body }) => body !== undefined)
    .sort((a, b) => a.span.from - b.span.from);
  for (const { name, nameSpan, span } of anchors) {
    functions.set(name, { text: source.text.slice(span.from, span.to), local: source.text.slice(nameSpan.from, nameSpan.to) });
    if (span.from < at) continue; // two names of one declaration
    outside += source.text.slice(at, span.from);
    at = span.to;
  }
  return { functions, outside: (outside + source.text.slice(at)).replace(/\s+/g, ' ') };
}

const mentions = (text: string, name: string): boolean => new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$&')}(?![\\w$])`).test(text);
