// What most people rate highest | loses: recommend-order recommend-cold-start recommend-edges recommend-quality
import { bestFirst, ownRatings, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(o.ratings.sum(0).dataSync(), (item) => own[item] === 0).slice(0, o.n);
}
