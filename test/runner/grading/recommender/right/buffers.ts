// Results filled in place with tf.buffer; hoisted functions; int32 and float32 mixed
import * as tf from '@tensorflow/tfjs';

export { contentScores, userSimilarity, nearestUsers, collaborativeScores, hybridScores, recommend };

function write(length: number, value: (i: number) => number): tf.Tensor1D {
  const buffer = tf.buffer([length]);
  for (let i = 0; i < length; i++) buffer.set(value(i), i);
  return buffer.toTensor() as tf.Tensor1D;
}

function cosine(a: number[], b: number[]): number {
  const [ab, aa, bb] = a.reduce(([x, y, z], v, i) => [x + v * b[i], y + v * v, z + b[i] * b[i]], [0, 0, 0]);
  return aa === 0 || bb === 0 ? 0 : ab / (Math.sqrt(aa) * Math.sqrt(bb));
}

function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  const content = itemContent.bufferSync();
  const [items, tags] = itemContent.shape;
  const wish = [...userInterests.dataSync()];
  return write(items, (i) => cosine(wish, Array.from({ length: tags }, (_, t) => content.get(i, t))));
}

function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  const rows = ratings.arraySync();
  return write(rows.length, (v) => (v === user ? 0 : cosine(rows[user], rows[v])));
}

/** By insertion, which keeps equals in their order. */
function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const list: number[] = [];
  const s = similarity.dataSync();
  s.forEach((value, v) => {
    if (value <= 0) return;
    const at = list.findIndex((w) => s[w] < value);
    if (at < 0) list.push(v);
    else list.splice(at, 0, v);
    list.length = Math.min(list.length, k);
  });
  return list;
}

function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  const rows = ratings.arraySync();
  const similarity = userSimilarity(ratings, user);
  const s = similarity.dataSync();
  const near = nearestUsers(similarity, k);
  similarity.dispose();
  return write(rows[0].length, (item) => {
    const raters = near.filter((v) => rows[v][item] > 0);
    const weight = raters.map((v) => s[v]).reduce((a, b) => a + b, 0);
    return raters.length === 0 ? 0 : raters.map((v) => (s[v] / weight) * rows[v][item]).reduce((a, b) => a + b, 0);
  });
}

function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  const [a, b] = [content, collaborative].map((scores) => {
    const list = scores.dataSync().slice();
    const low = list.reduce((x, y) => Math.min(x, y));
    const range = list.reduce((x, y) => Math.max(x, y)) - low;
    for (let i = 0; i < list.length; i++) list[i] = range < 1e-6 ? 0 : (list[i] - low) / range;
    return list;
  });
  return write(a.length, (i) => b[i] + alpha * (a[i] - b[i]));
}

function recommend({ n, alpha, k, user, ...given }: { ratings: tf.Tensor2D; itemContent: tf.Tensor2D; userInterests: tf.Tensor1D; user: number; k: number; alpha: number; n: number }): number[] {
  const own = given.ratings.arraySync()[user];
  const share = own.some((r) => r !== 0) ? alpha : 1; // with alpha 1 min-max scaling changes no order
  const scores = hybridScores(contentScores(given.userInterests, given.itemContent), collaborativeScores(given.ratings, user, k), share).dataSync();
  const result: number[] = [];
  const left = new Set(own.flatMap((r, item) => (r === 0 ? [item] : [])));
  while (result.length < n && left.size > 0) {
    const best = [...left].reduce((a, b) => (scores[b] > scores[a] ? b : a));
    left.delete(best);
    result.push(best);
  }
  return result;
}
