import * as tf from '@tensorflow/tfjs';

/**
 * 练习 3：推荐系统——基于内容、协同过滤，以及两者的混合。
 *
 * ratings [users, items]：第 u 行是用户 u 给每件物品的评分，0 表示“没有评过”。
 * itemContent [items, tags]：每件物品一行特征。userInterests [tags]：某个用户的兴趣。
 * 规则：不要释放或改动传进来的张量。
 */

/**
 * 内容：每件物品有多合这份兴趣？
 *
 *   score_i = (u · c_i) / (‖u‖ · ‖c_i‖)      c_i 是 itemContent 的第 i 行，u 是 userInterests
 *
 * 返回 [items]。u 或 c_i 全为零时分数是 0，不是 NaN。
 */
export function contentScores(userInterests: tf.Tensor1D, itemContent: tf.Tensor2D): tf.Tensor1D {
  // TODO: contentScores
  throw new Error('TODO: contentScores');
}

/**
 * 用户 user 的评分行与每位用户评分行的余弦，取整行计算，没评过的按 0 算。
 *
 * 返回 [users]。自己那一项是 0；一件都没评过的用户也是 0。
 */
export function userSimilarity(ratings: tf.Tensor2D, user: number): tf.Tensor1D {
  // TODO: userSimilarity
  throw new Error('TODO: userSimilarity');
}

/**
 * 相似度最大的 k 位用户的下标，最像的在前；并列时下标小的在前。
 * 只算相似度大于 0 的用户，所以可能不足 k 位。k = 0 时返回 []。
 */
export function nearestUsers(similarity: tf.Tensor1D, k: number): number[] {
  // TODO: nearestUsers
  throw new Error('TODO: nearestUsers');
}

/**
 * 协同：近邻给每件物品的评分，按相似度加权取平均。
 *
 *   score_i = Σ_v sim(v) · r(v, i) / Σ_v sim(v)      两个和都只取 r(v, i) ≠ 0 的近邻 v
 *
 * k 位近邻只选一次，所有物品共用。返回 [items]，该用户自己评过的物品也在内；
 * 没有近邻评过的物品为 0；没有近邻的用户全部为 0。
 */
export function collaborativeScores(ratings: tf.Tensor2D, user: number, k: number): tf.Tensor1D {
  // TODO: collaborativeScores
  throw new Error('TODO: collaborativeScores');
}

/**
 * 两者合一。先把两份分数各自在全部物品上缩放到 0..1：
 *
 *   scaled_i = (s_i − min s) / (max s − min s)      极差小于 1e-6 时全部取 0
 *
 * 再混合：alpha · 内容 + (1 − alpha) · 协同。返回 [items]。alpha 在 0..1 之间。
 */
export function hybridScores(content: tf.Tensor1D, collaborative: tf.Tensor1D, alpha: number): tf.Tensor1D {
  // TODO: hybridScores
  throw new Error('TODO: hybridScores');
}

/**
 * 用户 o.user 没评过的物品里最好的 n 件，最好的在前；并列时下标小的在前。
 *
 * 分数是内容分数与协同分数在全部物品上的混合；一件都没评过的用户只用内容分数。
 * n = 0 时返回 []；没评过的不足 n 件时有几件给几件。
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
