// tf.einsum for every product; arrows, and a renamed export
import * as tf from '@tensorflow/tfjs';

type V = tf.Tensor1D;
type M = tf.Tensor2D;
const length = (rows: M) => tf.einsum('ij,ij->i', rows, rows).sqrt();
const cosines = (rows: M, with_: V) => tf.divNoNan(tf.einsum('ij,j->i', rows, with_), length(rows).mul(tf.sqrt(tf.einsum('j,j->', with_, with_)))) as V;
const row = (m: M, i: number) => tf.squeeze(tf.gather(m, [i]), [0]) as V;

export const contentScores = (u: V, c: M) => cosines(c, u);
const likeness = (r: M, user: number) => cosines(r, row(r, user)).mul(tf.sub(1, tf.oneHot(user, r.shape[0]))) as V;
export const nearestUsers = (s: V, k: number) => {
  const { values, indices } = tf.topk(s, s.size, true);
  const [v, i] = [values.dataSync(), indices.dataSync()];
  // topk does not say in which order equals come.
  return [...i.keys()].filter((at) => v[at] > 0).sort((a, b) => v[b] - v[a] || i[a] - i[b]).slice(0, k).map((at) => i[at]);
};
export const collaborativeScores = (r: M, user: number, k: number) => {
  const near = nearestUsers(likeness(r, user), k);
  // A weight for every user, 0 for those who are not near.
  const weights = tf.tidy(() => likeness(r, user).mul(tf.tensor1d(Array.from({ length: r.shape[0] }, (_, v) => (near.includes(v) ? 1 : 0))))) as V;
  return tf.divNoNan(tf.einsum('v,vi->i', weights, r), tf.einsum('v,vi->i', weights, r.sign())) as V;
};
const scale = (s: V) => {
  const range = s.max().sub(s.min());
  return tf.where(range.less(1e-6), tf.zerosLike(s), tf.divNoNan(s.sub(s.min()), range));
};
export const hybridScores = (a: V, b: V, alpha: number) => tf.addN([tf.mul(scale(a), alpha), tf.mul(scale(b), 1 - alpha)]);
export const recommend = ({ ratings, itemContent, userInterests, user, k, alpha, n }: { ratings: M; itemContent: M; userInterests: V; user: number; k: number; alpha: number; n: number }) => {
  const own = row(ratings, user);
  const content = contentScores(userInterests, itemContent);
  const all = own.sum().dataSync()[0] === 0 ? content : hybridScores(content, collaborativeScores(ratings, user, k), alpha);
  // Rated items sink below all others and are cut off.
  const left = ratings.shape[1] - own.sign().sum().dataSync()[0];
  const sunk = tf.where(own.greater(0), tf.fill(all.shape, -10), all).dataSync();
  return Array.from(sunk.keys()).sort((a, b) => sunk[b] - sunk[a] || a - b).slice(0, Math.min(n, left));
};
export { likeness as userSimilarity };
