// The worst items first | loses: recommend-order recommend-cold-start recommend-edges recommend-quality | named: recommend-ascending
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores(o).map((s) => -s), (item) => own[item] === 0).slice(0, o.n);
}
