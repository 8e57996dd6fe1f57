import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import { transformSync } from 'amaro';
import type { Place } from '../protocol/messages';

export interface Stripped {
  code: string;
  /** The place in the learner's file of a place in `code`. */
  original(place: Place): Place;
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

/**
 * Takes the types out of a TypeScript file. Types become blanks, so that lines and columns stay; only a
 * file with syntax that makes code (enum, namespace, parameter property) is rewritten, with a source map.
 */
export function strip(source: string, file: string): Stripped {
  try {
    return { code: transformSync(source, { mode: 'strip-only', filename: file }).code, original: (place) => place };
  } catch (error) {
    if (codeOf(error) !== 'UnsupportedSyntax') throw problem(error);
  }
  try {
    const { code, map } = transformSync(source, { mode: 'transform', sourceMap: true, filename: file });
    const trace = new TraceMap(map ?? '');
    return {
      code,
      original: ({ line, column }) => {
        const found = originalPositionFor(trace, { line, column: column - 1 });
        return found.line === null ? { line, column } : { line: found.line, column: found.column + 1 };
      },
    };
  } catch (error) {
    throw problem(error);
  }
}

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;

function problem(error: unknown): unknown {
  const { code, message, startLine, startColumn } = error as { code?: string; message?: string; startLine?: number; startColumn?: number };
  if (code !== 'InvalidSyntax' && code !== 'UnsupportedSyntax') return error;
  const place = startLine !== undefined ? { line: startLine, column: (startColumn ?? 0) + 1 } : undefined;
  return new SyntaxProblem(String(message ?? error), place);
}
