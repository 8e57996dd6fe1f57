// Only the content scores count | loses: recommend-order recommend-quality | named: recommend-content-only
import { bestFirst, contentScores, ownRatings, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(contentScores(o.userInterests, o.itemContent).dataSync(), (item) => own[item] === 0).slice(0, o.n);
}
