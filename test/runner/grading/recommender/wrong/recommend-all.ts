// n is ignored | loses: recommend-order recommend-cold-start recommend-edges | named: recommend-all
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores(o), (item) => own[item] === 0);
}
