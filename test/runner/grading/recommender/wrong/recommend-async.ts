// An async function | loses: recommend-order recommend-cold-start recommend-edges recommend-quality
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export async function recommend(o: Question): Promise<number[]> {
  const own = ownRatings(o);
  return bestFirst(await o.ratings.data() && scores(o), (item) => own[item] === 0).slice(0, o.n);
}
