/** Places in a text for VS Code, also where no document is open. */
import * as vscode from 'vscode';
import type { Location } from '../grading/report';
import type { SourceText } from '../syntax/sourceText';
import type { Span } from '../syntax/types';

const WORD = /[\p{L}\p{N}_$]/u;

/** Offsets of a text as positions. Line ends are those that VS Code counts: LF, CRLF and CR. */
export class Places {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) this.starts.push(index + end.length);
  }

  position(offset: number): vscode.Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return new vscode.Position(low, offset - this.starts[low]!);
  }

  range({ from, to }: Span): vscode.Range {
    return new vscode.Range(this.position(from), this.position(to));
  }

  /** The offset of a place in a report; the end of its line where it lies behind that, of the text where that is shorter. */
  offset({ line, column }: Location): number {
    const start = this.starts[Math.min(line, this.starts.length) - 1] ?? 0;
    const end = this.starts[line] ?? this.text.length;
    return Math.max(start, Math.min(start + column - 1, end));
  }

  /** The word at a place, or one character of it. */
  word(location: Location): vscode.Range {
    const at = this.offset(location);
    let [from, to] = [at, at];
    while (to < this.text.length && WORD.test(this.text[to]!)) to++;
    while (to > at && from > 0 && WORD.test(this.text[from - 1]!)) from--;
    return to > from ? this.range({ from, to }) : new vscode.Range(this.position(at), this.position(at).translate(0, 1));
  }
}

/** Where a name is declared that is not exported under it: what a learner who forgot `export` wrote. */
export function declarationOf(source: SourceText, name: string): Span | undefined {
  let found: Span | undefined;
  source.tree.iterate({
    enter: ({ name: kind, from, to, node }) => {
      if (found) return false;
      const declares = kind === 'VariableDefinition' && /^(?:Function|Variable)Declaration$/.test(node.parent?.name ?? '');
      if (declares && source.text.slice(from, to) === name) found = { from, to };
      return undefined;
    },
  });
  return found;
}
