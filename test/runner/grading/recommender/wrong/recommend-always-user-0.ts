// The first user, whoever is asked for | loses: recommend-order recommend-cold-start recommend-edges recommend-quality
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings({ ...o, user: 0 });
  return bestFirst(scores({ ...o, user: 0 }), (item) => own[item] === 0).slice(0, o.n);
}
