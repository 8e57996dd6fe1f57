// One-line tensor algebra: rows scaled to length 1 first, then a plain product
import * as tf from '@tensorflow/tfjs';

const unit = (m: tf.Tensor2D): tf.Tensor2D => tf.divNoNan(m, m.norm('euclidean', 1, true)) as tf.Tensor2D;
export const contentScores = (u: tf.Tensor1D, c: tf.Tensor2D) => tf.tidy(() => unit(c).matMul(unit(u.expandDims(0) as tf.Tensor2D), false, true).flatten());
/** Of everybody with everybody; the diagonal is taken out. */
const gram = (r: tf.Tensor2D) => unit(r).matMul(unit(r), false, true).mul(tf.sub(1, tf.eye(r.shape[0]))) as tf.Tensor2D;
export const userSimilarity = (r: tf.Tensor2D, user: number) => tf.tidy(() => gram(r).slice([user], [1]).flatten());
export const nearestUsers = (s: tf.Tensor1D, k: number) => Array.from(s.dataSync()).map((value, v) => ({ value, v })).filter(({ value }) => value > 0).sort((a, b) => b.value - a.value).slice(0, k).map(({ v }) => v);
const chosen = (s: tf.Tensor1D, k: number, users: number) => tf.tidy(() => tf.oneHot(tf.tensor1d(nearestUsers(s, k), 'int32'), users).sum(0).toFloat().mul(s).expandDims(0) as tf.Tensor2D);
const mean = (w: tf.Tensor2D, r: tf.Tensor2D) => tf.divNoNan(w.matMul(r), w.matMul(r.greater(0).toFloat() as tf.Tensor2D)).flatten();
export const collaborativeScores = (r: tf.Tensor2D, user: number, k: number) => tf.tidy(() => (nearestUsers(userSimilarity(r, user), k).length ? mean(chosen(userSimilarity(r, user), k, r.shape[0]), r) : tf.zeros([r.shape[1]])));
const scale = (s: tf.Tensor1D) => tf.mul(tf.divNoNan(s.sub(s.min()), s.max().sub(s.min())), s.max().sub(s.min()).greaterEqual(1e-6).toFloat());
export const hybridScores = (a: tf.Tensor1D, b: tf.Tensor1D, alpha: number) => tf.tidy(() => tf.stack([scale(a), scale(b)]).mul(tf.tensor2d([[alpha], [1 - alpha]])).sum(0));
export const recommend = (o: { ratings: tf.Tensor2D; itemContent: tf.Tensor2D; userInterests: tf.Tensor1D; user: number; k: number; alpha: number; n: number }) =>
  tf.tidy(() => {
    const own = o.ratings.arraySync()[o.user];
    const scores = (own.some((r) => r) ? hybridScores(contentScores(o.userInterests, o.itemContent), collaborativeScores(o.ratings, o.user, o.k) as tf.Tensor1D, o.alpha) : contentScores(o.userInterests, o.itemContent)).dataSync();
    return own.flatMap((r, item) => (r ? [] : [item])).sort((a, b) => scores[b] - scores[a]).slice(0, o.n);
  });
