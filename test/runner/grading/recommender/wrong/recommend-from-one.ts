// Counted from 1 | loses: recommend-order recommend-cold-start recommend-edges recommend-quality | named: recommend-from-one
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores(o), (item) => own[item] === 0).slice(0, o.n).map((item) => item + 1);
}
