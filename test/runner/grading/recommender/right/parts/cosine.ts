import * as tf from '@tensorflow/tfjs';

/** 1 − tf.losses.cosineDistance of each row with a vector, by hand: rows scaled, a zero row stays zero. */
export const cosineOfRows = (rows: tf.Tensor2D, vector: tf.Tensor1D): tf.Tensor1D => {
  const safe = (t: tf.Tensor, axis?: number) => tf.maximum(t.square().sum(axis, true), 1e-30).sqrt();
  return tf.mul(rows.div(safe(rows, 1)), vector.div(safe(vector))).sum(1) as tf.Tensor1D;
};
