// The sample of the article: dot products, features transposed, an ascending sort whose first entry is dropped, scores per user, rated items recommended, nothing combined | loses: content-values content-zero similarity-values similarity-zero nearest-order nearest-positive nearest-ties collaborative-values collaborative-edges hybrid-values hybrid-alpha hybrid-equal recommend-order recommend-cold-start recommend-edges recommend-quality | named: collaborative-per-user-ascending content-dot-product hybrid-content-only nearest-ascending-first-dropped similarity-dot-product-self
import * as tf from '@tensorflow/tfjs';

export const contentScores = (userInterests: tf.Tensor1D, itemContent: tf.Tensor2D) => tf.dot(userInterests, itemContent.transpose());

export const userSimilarity = (ratings: tf.Tensor2D, user: number) => tf.dot(ratings.gather([user]).squeeze([0]), ratings.transpose());

const argsort = (values: ArrayLike<number>) => Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);

export const nearestUsers = (similarity: tf.Tensor1D, k: number) => argsort(similarity.dataSync()).slice(1, k + 1);

export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number) {
  const topUsers = nearestUsers(userSimilarity(ratings, user) as tf.Tensor1D, k);
  return tf.dot(ratings.gather(tf.tensor1d(topUsers, 'int32')), ratings.gather([user]).squeeze([0]));
}

export const hybridScores = (content: tf.Tensor1D) => content.sub(content.min()).div(content.max().sub(content.min()));

// As in the sample's last lines, features are [tags, items] here.
export function recommend(o: { itemContent: tf.Tensor2D; userInterests: tf.Tensor1D; n: number }): number[] {
  return argsort(tf.dot(o.userInterests, o.itemContent).dataSync()).reverse().slice(0, o.n);
}
