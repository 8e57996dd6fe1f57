// Parts in a folder of its own; norms made safe by a tiny floor instead of divNoNan; classes and generators
import * as tf from '@tensorflow/tfjs';
import { argsort, cosineOfRows } from './parts';

type Options = { ratings: tf.Tensor2D; itemContent: tf.Tensor2D; userInterests: tf.Tensor1D; user: number; k: number; alpha: number; n: number };

class Table {
  constructor(readonly ratings: tf.Tensor2D) {}
  row = (user: number) => tf.unstack(this.ratings)[user] as tf.Tensor1D;
  likeness = (user: number) => tf.tidy(() => cosineOfRows(this.ratings, this.row(user)).mul(tf.tensor1d(Array.from({ length: this.ratings.shape[0] }, (_, v) => Number(v !== user)))) as tf.Tensor1D);
}

function* taking<T>(list: Iterable<T>, count: number, may: (one: T) => boolean): Generator<T> {
  for (const one of list) {
    if (count <= 0) return;
    if (!may(one)) continue;
    count--;
    yield one;
  }
}

export const contentScores = (u: tf.Tensor1D, c: tf.Tensor2D) => tf.tidy(() => cosineOfRows(c, u));
export const userSimilarity = (r: tf.Tensor2D, user: number) => new Table(r).likeness(user);
export function nearestUsers(s: tf.Tensor1D, k: number): number[] {
  const values = s.dataSync();
  return Array.from(taking(argsort(values), k, (v) => values[v] > 0));
}
export function collaborativeScores(r: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  const s = userSimilarity(r, user).dataSync();
  const rows = r.arraySync();
  const near = nearestUsers(tf.tensor1d(s), k);
  return tf.stack(
    rows[user].map((_, item) => {
      const raters = near.filter((v) => rows[v][item] !== 0);
      if (raters.length === 0) return tf.scalar(0);
      const weights = tf.tensor1d(raters.map((v) => s[v]));
      return tf.sum(tf.mul(weights, raters.map((v) => rows[v][item]))).div(weights.sum());
    }),
  ) as tf.Tensor1D;
}
export const hybridScores = (...args: [tf.Tensor1D, tf.Tensor1D, number]): tf.Tensor1D => {
  const alpha = args[2];
  const [a, b] = args.slice(0, 2).map((t) => {
    const v = t as tf.Tensor1D;
    const [low, high] = [v.min().arraySync(), v.max().arraySync()] as number[];
    return high - low < 1e-6 ? v.mul(0) : v.sub(low).div(high - low);
  });
  return tf.add(a.mul(alpha), b.mul(1 - alpha));
};
export function recommend(o: Options): number[] {
  const own = o.ratings.arraySync()[o.user];
  const content = contentScores(o.userInterests, o.itemContent);
  const scores = own.every((r) => !r) ? content : hybridScores(content, collaborativeScores(o.ratings, o.user, o.k), o.alpha);
  return [...taking(argsort(scores.dataSync()), o.n, (item) => !own[item])];
}
