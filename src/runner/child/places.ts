import type { Place } from '../protocol/messages';
import type { Stripped } from './strip';

/** Line and column, from 1, of an offset. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Where a file imports `specifier`, or the name that it asks of it. Found in the text, since V8 does not tell. */
export function importPlace(file: Stripped | undefined, specifier: string, name?: string): Place | undefined {
  if (!file) return undefined;
  const { code } = file;
  for (const { index, 0: quoted } of code.matchAll(/(['"])(?:(?!\1)[^\\\n])*\1/g)) {
    if (quoted.slice(1, -1) !== specifier) continue;
    const start = Math.max(code.lastIndexOf('import', index), code.lastIndexOf('export', index));
    if (start < 0) continue;
    if (name === undefined) return file.original(placeOf(code, start));
    const named = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$&')}(?![\\w$])`).exec(code.slice(start, index));
    if (named || name === 'default') return file.original(placeOf(code, start + (named?.index ?? 0)));
  }
  return undefined;
}

/** Where a name is declared for the second time. */
export function redeclaredPlace(message: string, file: Stripped, source: string): Place | undefined {
  const name = /^(?:Identifier|Duplicate export of|Export) '([^']+)'/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const escaped = name.replace(/\$/g, '\\$&');
  const declared = new RegExp(`(?:\\b(?:let|const|var|class|function\\*?)\\s+|\\bexport\\s*\\{[^}]*?)(?<name>${escaped})(?![\\w$])`, 'dg');
  const found = [...file.code.matchAll(declared)].map((match) => match.indices!.groups!.name![0]);
  const at = found[1] ?? found[0];
  return at === undefined ? undefined : file.original(placeOf(file.code === source ? source : file.code, at));
}
