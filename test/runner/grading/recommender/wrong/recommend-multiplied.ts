// Rated items are multiplied by 0, so that they tie with the worst | loses: recommend-order recommend-edges
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores(o).map((s, item) => (own[item] === 0 ? s : 0)), () => true).slice(0, o.n);
}
