// Plain loops over arrays; the functions do not call each other
import { tensor1d, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs';

export function contentScores(u: Tensor1D, items: Tensor2D): Tensor1D {
  const wish = u.arraySync();
  const out: number[] = [];
  for (const row of items.arraySync()) {
    let product = 0;
    let a = 0;
    let b = 0;
    for (let t = 0; t < row.length; t++) {
      product += row[t] * wish[t];
      a += row[t] ** 2;
      b += wish[t] ** 2;
    }
    out.push(a > 0 && b > 0 ? product / Math.sqrt(a) / Math.sqrt(b) : 0);
  }
  return tensor1d(out);
}

export function userSimilarity(ratings: Tensor2D, user: number): Tensor1D {
  const rows = ratings.arraySync();
  const out = new Array<number>(rows.length).fill(0);
  for (let v = 0; v < rows.length; v++) {
    if (v === user) continue;
    let product = 0;
    for (let i = 0; i < rows[v].length; i++) product += rows[v][i] * rows[user][i];
    if (product > 0) out[v] = product / Math.hypot(...rows[v]) / Math.hypot(...rows[user]);
  }
  return tensor1d(out);
}

export function nearestUsers(similarity: Tensor1D, k: number): number[] {
  const left = similarity.arraySync();
  const found: number[] = [];
  while (found.length < k) {
    let best = -1;
    for (let v = 0; v < left.length; v++) if (left[v] > 0 && (best < 0 || left[v] > left[best])) best = v;
    if (best < 0) break;
    found.push(best);
    left[best] = 0;
  }
  return found;
}

export function collaborativeScores(ratings: Tensor2D, user: number, k: number): Tensor1D {
  const rows = ratings.arraySync();
  const length = (row: number[]) => Math.sqrt(row.reduce((sum, r) => sum + r * r, 0));
  const others: [number, number][] = [];
  rows.forEach((row, v) => {
    const product = row.reduce((sum, r, i) => sum + r * rows[user][i], 0);
    if (v !== user && product > 0) others.push([product / length(row) / length(rows[user]), v]);
  });
  others.sort(([a, v], [b, w]) => b - a || v - w);
  const neighbours = others.slice(0, k);
  return tensor1d(
    rows[user].map((_, item) => {
      let above = 0;
      let below = 0;
      for (const [similarity, v] of neighbours) {
        if (rows[v][item] === 0) continue;
        above += similarity * rows[v][item];
        below += similarity;
      }
      return below > 0 ? above / below : 0;
    }),
  );
}

export function hybridScores(content: Tensor1D, collaborative: Tensor1D, alpha: number): Tensor1D {
  const scale = (list: number[]) => {
    const [low, high] = [Math.min(...list), Math.max(...list)];
    return list.map((v) => (high - low < 1e-6 ? 0 : (v - low) / (high - low)));
  };
  const a = scale(content.arraySync());
  const b = scale(collaborative.arraySync());
  return tensor1d(a.map((v, i) => alpha * v + (1 - alpha) * b[i]));
}

export function recommend(o: { ratings: Tensor2D; itemContent: Tensor2D; userInterests: Tensor1D; user: number; k: number; alpha: number; n: number }): number[] {
  const own = o.ratings.arraySync()[o.user];
  const content = contentScores(o.userInterests, o.itemContent);
  const isNew = !own.some(Boolean);
  const scores = (isNew ? content : hybridScores(content, collaborativeScores(o.ratings, o.user, o.k), o.alpha)).arraySync();
  const list: { item: number; score: number }[] = [];
  for (let item = 0; item < own.length; item++) if (own[item] === 0) list.push({ item, score: scores[item] });
  list.sort((a, b) => b.score - a.score);
  return list.slice(0, o.n).map(({ item }) => item);
}
