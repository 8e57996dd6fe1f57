import jsTokens from 'js-tokens';

/**
 * Fingerprints of code by winnowing (Schleimer, Wilkerson, Aiken, “Winnowing: Local Algorithms for Document
 * Fingerprinting”, SIGMOD 2003): hashes of every K tokens in a row, and of each window of W such hashes the
 * smallest. Whatever two files share of K + W − 1 tokens or more is found; names, numbers, texts and comments
 * do not count, so that renaming hides nothing.
 */
const K = 24;
const W = 12;
/** Shared fingerprints below this are chance: the signatures are the same for all. */
const FEWEST_SHARED = 8;
/** Share of the smaller one's fingerprints from which on a pair is worth reading. */
const LEAST = 0.5;
const MOST_PAIRS = 200;

export interface Pair {
  a: string;
  b: string;
  /** Of the smaller one's fingerprints, 0..1. */
  share: number;
  shared: number;
}

/** @returns sorted, without repetition; unsigned 32-bit numbers */
export function fingerprints(source: string): number[] {
  const tokens: string[] = [];
  for (const token of jsTokens(source)) {
    if (token.type.includes('Comment') || token.type.includes('WhiteSpace') || token.type.includes('LineTerminator')) continue;
    tokens.push(token.type === 'IdentifierName' && !KEYWORDS.has(token.value) ? 'v' : /Literal|Template/.test(token.type) ? 'l' : token.value);
  }
  const hashes = Array.from({ length: Math.max(tokens.length - K + 1, 0) }, (_, i) => fnv(tokens.slice(i, i + K).join(' ')));
  const chosen = new Set<number>();
  for (let i = 0; i + W <= Math.max(hashes.length, W); i++) {
    const window = hashes.slice(i, i + W);
    if (window.length > 0) chosen.add(Math.min(...window));
  }
  return [...chosen].sort((a, b) => a - b);
}

/**
 * Pairs that share more than chance, the most similar first. What the starter or more than a quarter of the
 * class has (in a class of eight or more) does not count.
 * @param common fingerprints of what everybody was given
 */
export function similarPairs(all: ReadonlyMap<string, readonly number[]>, common: ReadonlySet<number>): Pair[] {
  const owners = new Map<number, string[]>();
  for (const [key, prints] of all) for (const print of prints) if (!common.has(print)) owners.set(print, [...(owners.get(print) ?? []), key]);
  const most = all.size < 8 ? Infinity : Math.max(2, all.size / 4);
  const sizes = new Map<string, number>();
  const shared = new Map<string, Map<string, number>>();
  for (const keys of owners.values()) {
    if (keys.length > most) continue;
    for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
    keys.forEach((a, i) => {
      const row = shared.get(a) ?? new Map<string, number>();
      shared.set(a, row);
      for (const b of keys.slice(i + 1)) row.set(b, (row.get(b) ?? 0) + 1);
    });
  }
  const pairs: Pair[] = [];
  for (const [a, row] of shared) {
    for (const [b, count] of row) {
      const share = count / Math.min(sizes.get(a)!, sizes.get(b)!);
      if (count >= FEWEST_SHARED && share >= LEAST) pairs.push({ a, b, share: Math.round(share * 1000) / 1000, shared: count });
    }
  }
  return pairs.sort((x, y) => y.share - x.share || y.shared - x.shared || (x.a + x.b < y.a + y.b ? -1 : 1)).slice(0, MOST_PAIRS);
}

const KEYWORDS = new Set('async await break case catch class const continue default delete do else export extends finally for function if import in instanceof let new of return static super switch this throw try typeof var void while yield'.split(' '));

/** FNV-1a, 32 bits. */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
