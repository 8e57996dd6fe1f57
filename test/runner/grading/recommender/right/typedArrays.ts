// Typed arrays where lists are asked, tf.Variables and an alias where tensors are; everything through float64
import tf from '@tensorflow/tfjs';

type T = { dataSync(): Float32Array; shape: number[] };
const f64 = (t: T) => Float64Array.from(t.dataSync());
const rows = (t: T) => Array.from({ length: t.shape[0] }, (_, i) => f64(t).subarray(i * t.shape[1], (i + 1) * t.shape[1]));
const dot = (a: Float64Array, b: Float64Array) => a.reduce((s, v, i) => s + v * b[i], 0);
const cos = (a: Float64Array, b: Float64Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) || 0;
const variable = (values: Float64Array | number[]) => tf.variable(tf.tensor1d([...values]));
const order = (values: Float64Array, may: (i: number) => boolean) => Int32Array.from(values.keys()).filter((i) => may(i)).sort((a, b) => values[b] - values[a] || a - b);

export let contentScores = (u: T, c: T) => variable(rows(c).map((row) => cos(row, f64(u))));
export let userSimilarity = (r: T, user: number) => variable(rows(r).map((row, v, all) => (v === user ? 0 : cos(row, all[user]))));
export let nearestUsers = (s: T, k: number) => ((v) => Float64Array.from(order(v, (i) => v[i] > 0)).subarray(0, k))(f64(s));
export let collaborativeScores = (r: T, user: number, k: number) => {
  const similarity = f64(userSimilarity(r, user) as never);
  const near = [...nearestUsers(tf.tensor1d([...similarity]) as never, k)];
  const all = rows(r);
  const mean = (item: number) => {
    const raters = near.filter((v) => all[v][item]);
    return raters.reduce((s, v) => s + similarity[v] * all[v][item], 0) / raters.reduce((s, v) => s + similarity[v], 0) || 0;
  };
  return variable(Array.from({ length: r.shape[1] }, (_, item) => mean(item)));
};
export let hybridScores = (a: T, b: T, alpha: number) => {
  const scale = (v: Float64Array) => v.map((one) => (Math.max(...v) - Math.min(...v) >= 1e-6 ? (one - Math.min(...v)) / (Math.max(...v) - Math.min(...v)) : 0));
  const [x, y] = [scale(f64(a)), scale(f64(b))];
  return tf.tensor1d(Array.from(x, (v, i) => alpha * v + (1 - alpha) * y[i])).clone();
};
export let recommend = (o: { ratings: T; itemContent: T; userInterests: T; user: number; k: number; alpha: number; n: number }) => {
  const own = rows(o.ratings)[o.user];
  const content = contentScores(o.userInterests, o.itemContent);
  const scores = own.every((r) => r === 0) ? content : hybridScores(content as never, collaborativeScores(o.ratings, o.user, o.k) as never, o.alpha);
  return order(f64(scores as never), (item) => own[item] === 0).slice(0, o.n);
};
