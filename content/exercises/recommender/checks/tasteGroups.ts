import { matrix, type Matrix } from '../../../../src/grading/matrix';
import { Random } from '../../../../src/grading/random';
import type { Question } from './oracle';

/**
 * A generated shop with planted taste groups. A user likes the good items of his own group. Tags tell an
 * item's group, but not whether it is good; the ratings of others tell what is good, but come from few people,
 * many of them of other groups. So either half alone misses what the other knows.
 */
export interface Shop {
  ratings: Matrix;
  itemContent: Matrix;
  /** [users][tags] */
  interests: number[][];
  /** Per user, the liked items whose ratings were taken out. */
  heldOut: number[][];
}

const USERS = 40;
const ITEMS = 80;
const GROUPS = 4;
const TAGS = 8;

export function shop(seed: number): Shop {
  const random = Random.for(seed, 'shop');
  const groupOf = (index: number) => index % GROUPS;
  const good = Array.from({ length: ITEMS }, (_, i) => Math.floor(i / GROUPS) % 2 === 0);
  const tags = (group: number, noise: number) => Array.from({ length: TAGS }, (_, t) => Math.fround((Math.floor(t / 2) === group ? 1 : 0) + noise * random.next()));
  const ratings: number[][] = [];
  const heldOut: number[][] = [];
  for (let u = 0; u < USERS; u++) {
    const row = Array.from({ length: ITEMS }, () => 0);
    const out: number[] = [];
    for (let i = 0; i < ITEMS; i++) {
      const own = groupOf(i) === groupOf(u);
      if (own && good[i] && random.next() < 0.6) out.push(i);
      else if (random.next() < 0.3) row[i] = own ? (good[i] ? 5 : 1 + random.below(2)) : good[i] ? 3 + random.below(3) : 1 + random.below(3);
    }
    ratings.push(row);
    heldOut.push(out);
  }
  return {
    ratings: matrix([USERS, ITEMS], ratings.flat()),
    itemContent: matrix([ITEMS, TAGS], good.flatMap((_, i) => tags(groupOf(i), 0.6))),
    interests: ratings.map((_, u) => tags(groupOf(u), 0.3)),
    heldOut,
  };
}

export const SETTINGS = { k: 10, alpha: 0.7, n: 10 };

export const questionOf = (s: Shop, user: number): Question => ({ ratings: s.ratings, itemContent: s.itemContent, userInterests: matrix([TAGS], s.interests[user]!), user, ...SETTINGS });

/** Share of the wanted items that the list has; of at most n wanted ones, so that 1 can be reached. */
export const recallAt = (list: readonly number[], wanted: readonly number[], n: number): number => list.slice(0, n).filter((item) => wanted.includes(item)).length / Math.min(n, wanted.length);

/** Discounted cumulative gain over its best possible value (Järvelin & Kekäläinen 2002), relevance 0 or 1. */
export function ndcgAt(list: readonly number[], wanted: readonly number[], n: number): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const got = list.slice(0, n).reduce((sum, item, place) => sum + (wanted.includes(item) ? gain(place) : 0), 0);
  const best = Array.from({ length: Math.min(n, wanted.length) }, (_, place) => gain(place)).reduce((sum, g) => sum + g, 0);
  return got / best;
}
