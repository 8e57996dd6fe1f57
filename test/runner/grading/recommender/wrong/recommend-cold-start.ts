// Nothing is done for a user without ratings | loses: recommend-cold-start | named: recommend-cold-start
import { bestFirst, collaborativeScores, contentScores, hybridScores, ownRatings, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  const content = contentScores(o.userInterests, o.itemContent);
  const collaborative = collaborativeScores(o.ratings, o.user, o.k);
  return bestFirst(hybridScores(content, collaborative, o.alpha).dataSync(), (item) => own[item] === 0).slice(0, o.n);
}
