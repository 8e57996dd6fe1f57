import * as tf from '@tensorflow/tfjs';

/**
 * Exercise 3: a recommender from content-based filtering, collaborative filtering and both together.
 *
 * ratings [users, items]: row u holds what user u gave to every item; 0 means 'not rated'.
 * itemContent [items, tags]: one row of features per item. userInterests [tags]: one user's wishes.
 * Rules: never dispose or change a tensor that was passed in.
 */

/**
 * Content: how well does every item fit the interests?
 *
 *   score_i = (u · c_i) / (‖u‖ · ‖c_i‖)      c_i = row i of itemContent, u = userInterests
 *
 * Returns [items]. Where u or c_i is all zero the score is 0, not NaN.
 */
export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  // TODO: contentScores
  throw new Error('TODO: contentScores');
}

/**
 * Cosine of the rating row of `user` with every user's rating row, over the whole row, unrated counted as 0.
 *
 * Returns [users]. The entry of the user itself is 0, and so is the entry of anybody without a rating.
 */
export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  // TODO: userSimilarity
  throw new Error('TODO: userSimilarity');
}

/**
 * Indices of the k users with the largest similarity, best first; among equals the lower index first.
 * Only users with a similarity above 0 count, so the list may be shorter than k. k = 0 gives [].
 */
export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  // TODO: nearestUsers
  throw new Error('TODO: nearestUsers');
}

/**
 * Collaborative: the mean rating that the neighbours gave to every item, weighted by their similarity.
 *
 *   score_i = Σ_v sim(v) · r(v, i) / Σ_v sim(v)      both sums over those neighbours v with r(v, i) ≠ 0
 *
 * The k nearest users are chosen once, for all items together. Returns [items], the user's own rated items
 * included; 0 where no neighbour rated the item, and all 0 for a user without neighbours.
 */
export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  // TODO: collaborativeScores
  throw new Error('TODO: collaborativeScores');
}

/**
 * Both together. First scale each of the two to 0..1 over all items:
 *
 *   scaled_i = (s_i − min s) / (max s − min s)      all 0 if the range is below 1e-6
 *
 * then mix: alpha · content + (1 − alpha) · collaborative. Returns [items]. alpha lies within 0..1.
 */
export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  // TODO: hybridScores
  throw new Error('TODO: hybridScores');
}

/**
 * The best n items that o.user has not rated, best first; among equals the lower index first.
 *
 * The score is the hybrid of content and collaborative scores over all items; for a user without any rating
 * it is the content score alone. n = 0 gives []; fewer than n unrated items give what there is.
 */
export function recommend(o: {
  ratings: tf.Tensor2D;
  itemContent: tf.Tensor2D;
  userInterests: tf.Tensor1D;
  user: number;
  k: number;
  alpha: number;
  n: number;
}): number[] {
  // TODO: recommend
  throw new Error('TODO: recommend');
}
