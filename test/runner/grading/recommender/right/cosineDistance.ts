// cosine through tf.losses.cosineDistance and dense one-hot masks; k and n may be anything slice takes
import * as tf from '@tensorflow/tfjs';

const normalise = (t: tf.Tensor) => {
  const length = t.norm(2, -1, true);
  return tf.where(length.greater(0), t.div(tf.where(length.greater(0), length, tf.onesLike(length))), tf.zerosLike(t));
};
const cosine = (rows: tf.Tensor, vector: tf.Tensor) => tf.sub(1, tf.losses.cosineDistance(normalise(vector).expandDims(0).tile([rows.shape[0], 1]), normalise(rows), 1, undefined, tf.Reduction.NONE)).flatten() as tf.Tensor1D;

export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => cosine(itemContent, userInterests));
}

export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  const all = cosine(ratings, ratings.slice(user, 1).squeeze([0]));
  const before = all.slice(0, user);
  const after = all.slice(user + 1);
  return tf.concat([before, tf.zeros([1]), after]) as tf.Tensor1D;
}

export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const ranked = Object.entries(similarity.arraySync()).map(([v, s]) => ({ v: Number(v), s }));
  return ranked.filter(({ s }) => s > 0).sort((a, b) => (a.s === b.s ? a.v - b.v : a.s < b.s ? 1 : -1)).slice(0, k).map(({ v }) => v);
}

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const s = userSimilarity(ratings, user);
    const near = nearestUsers(s, k);
    const isNear = tf.tensor1d(s.arraySync().map((_, v) => near.includes(v)), 'bool');
    const weights = tf.where(isNear, s, tf.zerosLike(s)).expandDims(1);
    const has = tf.cast(ratings, 'bool');
    const total = weights.mul(has).sum(0);
    return tf.where(total.equal(0), tf.zerosLike(total), weights.mul(ratings).sum(0).div(total.add(total.equal(0)))) as tf.Tensor1D;
  });
}

export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => {
    const both = tf.stack([content, collaborative]);
    const low = both.min(1, true);
    const range = both.max(1, true).sub(low);
    const scaled = tf.where(range.less(1e-6).tile([1, both.shape[1]]), tf.zerosLike(both), both.sub(low).div(tf.maximum(range, 1e-6)));
    return tf.matMul(tf.tensor2d([[alpha, 1 - alpha]]), scaled as tf.Tensor2D).squeeze([0]) as tf.Tensor1D;
  });
}

export function recommend(o: { ratings: tf.Tensor2D; itemContent: tf.Tensor2D; userInterests: tf.Tensor1D; user: number; k: number; alpha: number; n: number }): number[] {
  const own = o.ratings.slice(o.user, 1).dataSync();
  const content = contentScores(o.userInterests, o.itemContent);
  const scores = Math.max(...own) === 0 ? content : hybridScores(content, collaborativeScores(o.ratings, o.user, o.k), o.alpha);
  const masked = tf.where(tf.tensor1d(Array.from(own, (r) => r > 0), 'bool'), tf.fill(scores.shape, Number.NEGATIVE_INFINITY), scores).dataSync();
  return Array.from(masked, (_, i) => i).filter((i) => masked[i] > -Infinity).sort((a, b) => masked[b] - masked[a]).slice(0, o.n);
}
