// Items with a score of 0 are left out | loses: recommend-order recommend-cold-start recommend-edges
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  const all = scores(o);
  return bestFirst(all, (item) => own[item] === 0 && all[item] > 0).slice(0, o.n);
}
