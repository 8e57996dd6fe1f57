/**
 * A right solution in parts. A file of ../ takes all of it with `export *` and replaces what it gets wrong:
 * a module's own export wins over one of `export *`. The functions here call those here.
 */
import * as tf from '@tensorflow/tfjs';

export interface Question {
  ratings: tf.Tensor2D;
  itemContent: tf.Tensor2D;
  userInterests: tf.Tensor1D;
  user: number;
  k: number;
  alpha: number;
  n: number;
}

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.divNoNan(tf.dot(itemContent, userInterests), tf.norm(itemContent, 2, 1).mul(tf.norm(userInterests))) as tf.Tensor1D);
}

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const own = ratings.slice([user, 0], [1, -1]).flatten();
    const cosine = tf.divNoNan(tf.dot(ratings, own), tf.norm(ratings, 2, 1).mul(tf.norm(own)));
    return cosine.mul(tf.range(0, ratings.shape[0]).notEqual(user).toFloat()) as tf.Tensor1D;
  });
}

/** Indices of those values that may be taken, the largest value first. */
export function bestFirst(values: ArrayLike<number>, may: (index: number) => boolean): number[] {
  return Array.from(values, (_, i) => i)
    .filter(may)
    .sort((a, b) => values[b] - values[a] || a - b);
}

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = similarity.dataSync();
  return bestFirst(values, (v) => values[v] > 0).slice(0, k);
}

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    const neighbours = nearestUsers(similarity, k);
    if (neighbours.length === 0) return tf.zeros([ratings.shape[1]]) as tf.Tensor1D;
    const index = tf.tensor1d(neighbours, 'int32');
    const weights = similarity.gather(index);
    const theirs = ratings.gather(index);
    return tf.divNoNan(tf.dot(weights, theirs), tf.dot(weights, theirs.notEqual(0).toFloat())) as tf.Tensor1D;
  });
}

/** To 0..1. */
export function scaled(values: tf.Tensor1D): tf.Tensor1D {
  const range = values.max().sub(values.min());
  return range.dataSync()[0] < 1e-6 ? tf.zerosLike(values) : values.sub(values.min()).div(range);
}

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => scaled(content).mul(alpha).add(scaled(collaborative).mul(1 - alpha)) as tf.Tensor1D);
}

export const ownRatings = ({ ratings, user }: Question): number[] => Array.from(ratings.slice([user, 0], [1, -1]).dataSync());

export function scores(o: Question): number[] {
  return tf.tidy(() => {
    const content = contentScores(o.userInterests, o.itemContent);
    const isNew = ownRatings(o).every((rating) => rating === 0);
    return Array.from((isNew ? content : hybridScores(content, collaborativeScores(o.ratings, o.user, o.k), o.alpha)).dataSync());
  });
}

export function recommend(o: Question): number[] {
  const own = ownRatings(o);
  return bestFirst(scores(o), (item) => own[item] === 0).slice(0, o.n);
}
