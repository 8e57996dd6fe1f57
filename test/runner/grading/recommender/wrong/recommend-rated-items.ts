// The article: items already rated are recommended | loses: recommend-order recommend-edges recommend-quality | named: recommend-rated-items
import { bestFirst, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  return bestFirst(scores(o), () => true).slice(0, o.n);
}
