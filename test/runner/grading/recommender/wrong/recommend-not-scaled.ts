// Mixed without scaling | loses: recommend-order recommend-quality | named: recommend-not-scaled
import { bestFirst, collaborativeScores, contentScores, ownRatings, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  const content = contentScores(o.userInterests, o.itemContent);
  const collaborative = collaborativeScores(o.ratings, o.user, o.k);
  const mixed = own.some((r) => r !== 0) ? content.mul(o.alpha).add(collaborative.mul(1 - o.alpha)) : content;
  return bestFirst(mixed.dataSync(), (item) => own[item] === 0).slice(0, o.n);
}
