/** A piece of one side of a comparison. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Numbers and words are compared whole: of `0.25` and `0.35` the number differs, not one digit. */
const tokens = (text: string): string[] => text.match(/[-+]?\d[\d._]*(?:e[-+]?\d+)?|[\p{L}_$][\p{L}\p{N}_$]*|\s+|./giu) ?? [];

/** Above this many cells the table of the comparison is not worth its memory. */
const MAX_CELLS = 250_000;

/** Both sides cut into pieces that both have and pieces that only one has (longest common subsequence of tokens). */
export function difference(expected: string, actual: string): { expected: Piece[]; actual: Piece[] } {
  const a = tokens(expected);
  const b = tokens(actual);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const [commonA, commonB] = middleA.length * middleB.length > MAX_CELLS ? [new Set<number>(), new Set<number>()] : common(middleA, middleB);
  const pieces = (all: string[], end: number, shared: Set<number>): Piece[] =>
    merge(all.map((text, i) => ({ text, differs: i >= head && i < end && !shared.has(i - head) })));
  return { expected: pieces(a, a.length - tail, commonA), actual: pieces(b, b.length - tail, commonB) };
}

/** Indices of the tokens of a longest common subsequence, in both lists. */
function common(a: string[], b: string[]): [Set<number>, Set<number>] {
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] = a[i] === b[j] ? length[(i + 1) * width + j + 1]! + 1 : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const inA = new Set<number>();
  const inB = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA.add(i++);
      inB.add(j++);
    } else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  return [inA, inB];
}

function merge(pieces: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && last.differs === piece.differs) last.text += piece.text;
    else merged.push({ ...piece });
  }
  return merged;
}
