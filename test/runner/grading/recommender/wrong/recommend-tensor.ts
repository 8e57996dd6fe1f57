// A tensor instead of a list | loses: recommend-order recommend-cold-start recommend-edges recommend-quality
import * as tf from '@tensorflow/tfjs';
import { bestFirst, ownRatings, scores, type Question } from './base/recommender';

export * from './base/recommender';

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return tf.tensor1d(bestFirst(scores(o), (item) => own[item] === 0).slice(0, o.n), 'int32') as never;
}
