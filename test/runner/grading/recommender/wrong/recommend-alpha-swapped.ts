// alpha on the wrong side | loses: recommend-order recommend-quality | named: recommend-alpha-swapped
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores({ ...o, alpha: 1 - o.alpha }), (item) => own[item] === 0).slice(0, o.n);
}
