import type { Place, Thrown } from '../protocol/messages';
import { ImportProblem } from './importProblem';
import { SyntaxProblem, type Stripped } from './strip';

const MAX_STACK = 10_000;
const MAX_MESSAGE = 2_000;

/** An error as plain text, with its place in the learner's `file` where it has one (an error in an imported file: where that was called). */
export function describe(error: unknown, file = '', stripped?: Stripped): Thrown {
  try {
    if (error instanceof SyntaxProblem) return { name: 'SyntaxError', message: error.message, place: error.place };
    if (error instanceof ImportProblem) return { name: 'ImportError', message: error.message, place: error.place, trouble: error.trouble };
    if (!(error instanceof Error)) return { name: 'NonError', message: safeString(error) };
    const stack = typeof error.stack === 'string' ? error.stack.slice(0, MAX_STACK) : '';
    return { name: String(error.name), message: String(error.message).slice(0, MAX_MESSAGE), place: stripped && placeIn(stack, file, stripped), stack };
  } catch {
    return { name: 'NonError', message: 'an error that cannot be read' };
  }
}

/** The first frame of a stack that lies in the learner's file. */
function placeIn(stack: string, file: string, stripped: Stripped): Place | undefined {
  for (const line of stack.split('\n')) {
    const at = line.indexOf(`${file}:`);
    if (at < 0) continue;
    const numbers = /^(\d+)(?::(\d+))?/.exec(line.slice(at + file.length + 1));
    if (numbers) return stripped.original({ line: Number(numbers[1]), column: Number(numbers[2] ?? 1) });
  }
  return undefined;
}

function safeString(value: unknown): string {
  try {
    return String(value).slice(0, MAX_MESSAGE);
  } catch {
    return typeof value;
  }
}
