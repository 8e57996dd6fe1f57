// Scaled over the unrated items only | loses: recommend-order
import * as tf from '@tensorflow/tfjs';
import { bestFirst, collaborativeScores, contentScores, hybridScores, ownRatings, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  return tf.tidy(() => {
    const own = ownRatings(o);
    const index = own.map((_, item) => item).filter((item) => own[item] === 0);
    if (index.length === 0) return [];
    const of = (s: tf.Tensor1D) => s.gather(tf.tensor1d(index, 'int32'));
    const content = of(contentScores(o.userInterests, o.itemContent));
    const mixed = index.length === own.length ? content : hybridScores(content, of(collaborativeScores(o.ratings, o.user, o.k)), o.alpha);
    return bestFirst(mixed.dataSync(), () => true).slice(0, o.n).map((i) => index[i]);
  });
}
