// Rated items get −1 instead of being left out | loses: recommend-edges
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores(o).map((s, item) => (own[item] === 0 ? s : -1)), () => true).slice(0, o.n);
}
