/**
 * What a file exports as types only. `import { Params } from './types'` is right TypeScript where `Params`
 * is a type; once types are taken out, nothing of that name is left to link to. So each such name is
 * exported as undefined, on a line behind the last one: no place in the file moves.
 */
export interface TypeExports {
  /** Names to export as undefined; `default` for `export default interface`. */
  names: Set<string>;
  /** Files whose types are passed on (`export type * from`). */
  from: string[];
}

const IDENTIFIER = '[\\p{ID_Start}$_][\\p{ID_Continue}$\\u200c\\u200d]*';
const EXPORT = new RegExp(
  `\\bexport\\s+(?:declare\\s+)?(?:(?<fallback>default)\\s+)?(?:` +
    `(?:type|interface|namespace|module|(?:abstract\\s+)?class|function|const\\s+enum|enum|const|let|var)\\s+(?<name>${IDENTIFIER})` +
    `|type\\s*\\{(?<list>[^{}]*)\\}` +
    `|type\\s*\\*\\s*from\\s*(?<from>'[^']*'|"[^"]*"))`,
  'gu',
);

/** @param isBlank whether the characters from an offset on were taken out as types */
export function typeExports(source: string, isBlank: (from: number) => boolean): TypeExports {
  const found: TypeExports = { names: new Set(), from: [] };
  for (const match of source.matchAll(EXPORT)) {
    if (!isBlank(match.index)) continue;
    const { fallback, name, list, from } = match.groups as Record<string, string | undefined>;
    if (from !== undefined) found.from.push(from.slice(1, -1));
    else if (fallback !== undefined) found.names.add('default');
    else if (name !== undefined) found.names.add(name);
    for (const item of list?.split(',') ?? []) {
      const exported = item.trim().split(/\s+/).at(-1);
      if (exported) found.names.add(exported);
    }
  }
  return found;
}

/** The line that exports the names. */
export function exportLine({ names, from }: TypeExports, declared: Iterable<string>): string {
  const parts = [...declared].map((name) => `var ${name};`);
  let number = 0;
  for (const name of names) {
    const variable = `__type${number++}`;
    parts.push(name === 'default' ? 'export default undefined;' : `var ${variable}; export { ${variable} as ${name} };`);
  }
  for (const file of from) parts.push(`export * from ${JSON.stringify(file)};`);
  return parts.length ? `\n${parts.join(' ')}` : '';
}
