// Of equals the higher index first | loses: recommend-edges
import { ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  const all = scores(o);
  return all.map((_, item) => item).filter((item) => own[item] === 0).sort((a, b) => all[a] - all[b]).reverse().slice(0, o.n);
}
