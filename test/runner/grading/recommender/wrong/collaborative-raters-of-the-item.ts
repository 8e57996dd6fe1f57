// The k nearest are chosen for each item among those who rated it | loses: collaborative-values collaborative-edges | named: collaborative-raters-of-the-item
import * as tf from '@tensorflow/tfjs';
import { userSimilarity } from './base/recommender';

export * from './base/recommender';

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    const s = similarity.dataSync();
    const rows = ratings.arraySync();
    return tf.tensor1d(
      rows[user].map((_, item) => {
        const raters = rows.map((_, v) => v).filter((v) => s[v] > 0 && rows[v][item] !== 0).sort((a, b) => s[b] - s[a]).slice(0, k);
        const weight = raters.reduce((sum, v) => sum + s[v], 0);
        return weight === 0 ? 0 : raters.reduce((sum, v) => sum + s[v] * rows[v][item], 0) / weight;
      }),
    );
  });
}
