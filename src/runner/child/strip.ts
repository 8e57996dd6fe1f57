import { pathToFileURL } from 'node:url';
import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import type { transformSync } from 'amaro';
import type { Place } from '../protocol/messages';
import { ImportProblem } from './importProblem';
import { placeOf } from './places';
import { compileStripper } from './stripperModule';
import { typeExports, type TypeExports } from './typeExports';

export interface Stripped {
  code: string;
  /** What the file exports as types only. */
  types: TypeExports;
  /** Whether the file declares or imports a type of this name. */
  hasType(name: string): boolean;
  /** The place in the learner's file of a place in `code`. */
  original(place: Place): Place;
  /** The source map, where lines and columns of `code` are not those of the file. */
  map?: string;
}

/** A file that is no TypeScript; `place` is where the parser gave up. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxError';
  constructor(
    message: string,
    readonly place?: Place,
  ) {
    super(message);
  }
}

let transform: typeof transformSync;

/** To be awaited once before `strip`; nobody waits for it before hello. */
export async function prepareStripper(): Promise<void> {
  await compileStripper();
  transform ??= (await import('amaro')).transformSync;
}

/**
 * Takes the types out of a TypeScript file. Types become blanks, so that lines and columns stay; only a
 * file with syntax that makes code (enum, namespace, parameter property) is rewritten, with a source map.
 */
export function strip(source: string, file: string): Stripped {
  try {
    const { code } = transform(source, { mode: 'strip-only', filename: file });
    const isBlank = (at: number) => code[at] !== source[at];
    return {
      code,
      types: typeExports(source, isBlank),
      hasType: (name) => occurrences(source, name).some(isBlank),
      original: (place) => place,
    };
  } catch (error) {
    if (codeOf(error) !== 'UnsupportedSyntax') throw problem(error);
  }
  const importEquals = /^[ \t]*(?:export\s+)?import\s+[\w$]+\s*=\s*require\s*\(\s*(['"])(.*?)\1/mu.exec(source);
  if (importEquals) throw new ImportProblem({ kind: 'importEquals', specifier: importEquals[2]! }, placeOf(source, source.indexOf('import', importEquals.index)));
  try {
    const { code, map } = transform(source, { mode: 'transform', sourceMap: true, filename: file });
    const trace = new TraceMap(map ?? '');
    // Rewritten code does not tell what was taken out. The names are tried, and those that are values fall away.
    return {
      code,
      types: typeExports(source, () => true),
      hasType: (name) => new RegExp(`\\b(?:type|interface|import)\\b[^;]*?\\b${escape(name)}\\b`).test(source),
      original: ({ line, column }) => {
        const found = originalPositionFor(trace, { line, column: column - 1 });
        return found.line === null ? { line, column } : { line: found.line, column: found.column + 1 };
      },
      map,
    };
  } catch (error) {
    throw problem(error);
  }
}

/** Tells a debugger the source map; nothing where places are as they stand in the file. */
export function mapLine({ map }: Stripped, file: string): string {
  if (map === undefined) return '';
  const own = { ...(JSON.parse(map) as object), sources: [pathToFileURL(file).href], sourcesContent: undefined };
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(own)).toString('base64')}`;
}

const escape = (name: string) => name.replace(/\$/g, '\\$&');
const occurrences = (source: string, name: string): number[] => [...source.matchAll(new RegExp(`(?<![\\w$])${escape(name)}(?![\\w$])`, 'g'))].map(({ index }) => index);

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;

function problem(error: unknown): unknown {
  const { code, message, startLine, startColumn } = error as { code?: string; message?: string; startLine?: number; startColumn?: number };
  if (code !== 'InvalidSyntax' && code !== 'UnsupportedSyntax') return error;
  const place = startLine !== undefined ? { line: startLine, column: (startColumn ?? 0) + 1 } : undefined;
  return new SyntaxProblem(String(message ?? error), place);
}
