// Only the collaborative scores count | loses: recommend-order recommend-cold-start recommend-edges recommend-quality | named: recommend-collaborative-only
import { bestFirst, collaborativeScores, ownRatings, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(collaborativeScores(o.ratings, o.user, o.k).dataSync(), (item) => own[item] === 0).slice(0, o.n);
}
