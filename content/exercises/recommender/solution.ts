import * as tf from '@tensorflow/tfjs';

/** A range below this counts as 'all equal': nothing to scale. */
const SMALLEST_RANGE = 1e-6;

/** Cosine of every row of a matrix with one vector; 0 where either of the two is all zero. */
function cosineWithRows(rows: tf.Tensor2D, vector: tf.Tensor1D): tf.Tensor1D {
  return tf.tidy(() => {
    const norms = tf.mul(tf.norm(rows, 2, 1), tf.norm(vector));
    return tf.divNoNan(tf.dot(rows, vector), norms) as tf.Tensor1D;
  });
}

/** How well each item's tags fit the user's interests: cosine per item, [items]. */
export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  return cosineWithRows(itemContent, userInterests);
}

/** Cosine of one user's rating row with every user's, [users]; the user itself gets 0. */
export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = cosineWithRows(ratings, ratingRow(ratings, user));
    const isOther: tf.Tensor1D = tf.notEqual(tf.range(0, ratings.shape[0], 1, 'int32'), user);
    return tf.mul(similarity, tf.cast(isOther, 'float32'));
  });
}

/** The k most similar users with a positive similarity, best first; ties by lower index. */
export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  const values = Array.from(similarity.dataSync());
  return bestFirst(values, (user) => values[user] > 0).slice(0, k);
}

/** Per item: the mean rating by those of the k nearest users who rated it, weighted by similarity; else 0. */
export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  return tf.tidy(() => {
    const similarity = userSimilarity(ratings, user);
    const neighbours = nearestUsers(similarity, k);
    if (neighbours.length === 0) return tf.zeros<tf.Rank.R1>([ratings.shape[1]]);

    const index = tf.tensor1d(neighbours, 'int32');
    const weights = tf.gather(similarity, index);
    const neighbourRatings = tf.gather(ratings, index);
    const hasRated = tf.cast(tf.notEqual(neighbourRatings, 0), 'float32');
    // Divided by the similarity of those who rated the item, not by that of all neighbours.
    return tf.divNoNan(tf.dot(weights, neighbourRatings), tf.dot(weights, hasRated)) as tf.Tensor1D;
  });
}

/** alpha · content + (1 − alpha) · collaborative, after both are scaled to 0..1 over all items. */
export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  return tf.tidy(() => tf.add(tf.mul(minMaxScaled(content), alpha), tf.mul(minMaxScaled(collaborative), 1 - alpha)));
}

/** The n best items that the user has not rated, best first. A user without any rating gets content alone. */
export function recommend(o: {
  ratings: tf.Tensor2D;
  itemContent: tf.Tensor2D;
  userInterests: tf.Tensor1D;
  user: number;
  k: number;
  alpha: number;
  n: number;
}): number[] {
  return tf.tidy(() => {
    const own = ratingRow(o.ratings, o.user).dataSync();
    const content = contentScores(o.userInterests, o.itemContent);
    const scores = own.some((rating) => rating !== 0)
      ? hybridScores(content, collaborativeScores(o.ratings, o.user, o.k), o.alpha)
      : content;
    return bestFirst(Array.from(scores.dataSync()), (item) => own[item] === 0).slice(0, o.n);
  });
}

function ratingRow(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  return tf.reshape(tf.slice2d(ratings, [user, 0], [1, ratings.shape[1]]), [ratings.shape[1]]);
}

function minMaxScaled(values: tf.Tensor1D): tf.Tensor1D {
  return tf.tidy(() => {
    const lowest = tf.min(values);
    const range = tf.sub(tf.max(values), lowest);
    if (range.dataSync()[0] < SMALLEST_RANGE) return tf.zerosLike(values);
    return tf.div(tf.sub(values, lowest), range);
  });
}

/** Indices of the eligible values, largest value first, lower index first among equals. */
function bestFirst(values: number[], isEligible: (index: number) => boolean): number[] {
  return values
    .map((_, index) => index)
    .filter(isEligible)
    .sort((a, b) => values[b] - values[a] || a - b);
}
