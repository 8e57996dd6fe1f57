import * as tf from '@tensorflow/tfjs';

// A type, not an interface, so that tf.tidy accepts it as a container of tensors.
export type Params = { W1: tf.Tensor2D; b1: tf.Tensor1D; W2: tf.Tensor2D; b2: tf.Tensor1D };
export type Forward = { z1: tf.Tensor2D; a1: tf.Tensor2D; z2: tf.Tensor2D; yHat: tf.Tensor2D };

// Smallest probability whose logarithm is taken: keeps the loss finite and below 16.2 per row.
const SMALLEST_PROBABILITY = 1e-7;

/** Weights with standard deviation 1/sqrt(fan-in), biases zero. The same seed gives the same numbers. */
export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  // Two seeds per network, never 0 (which TensorFlow.js reads as 'unseeded') and never shared between
  // neighbouring seeds, or W2 of one network would repeat W1 of the next. The truncated normal bounds
  // every weight by two standard deviations.
  const weights = (rows: number, columns: number, s: number) =>
    tf.truncatedNormal<tf.Rank.R2>([rows, columns], 0, 1 / Math.sqrt(rows), 'float32', s);
  return {
    W1: weights(nIn, nHidden, 2 * seed + 1),
    b1: tf.zeros<tf.Rank.R1>([nHidden]),
    W2: weights(nHidden, nOut, 2 * seed + 2),
    b2: tf.zeros<tf.Rank.R1>([nOut]),
  };
}

/** x [N, nIn] -> class probabilities yHat [N, nOut], with every value that backward needs. */
export function forward(x: tf.Tensor2D, p: Params): Forward {
  return tf.tidy(() => {
    const z1: tf.Tensor2D = tf.add(tf.matMul(x, p.W1), p.b1);
    const a1 = tf.tanh(z1);
    const z2: tf.Tensor2D = tf.add(tf.matMul(a1, p.W2), p.b2);
    // tf.softmax subtracts the largest logit of each row before it exponentiates.
    const yHat = tf.softmax(z2);
    return { z1, a1, z2, yHat };
  });
}

/** Cross-entropy in nats, averaged over the rows. */
export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const logProbability = tf.log(tf.clipByValue(yHat, SMALLEST_PROBABILITY, 1));
    return tf.neg(tf.div(tf.sum(tf.mul(y, logProbability)), y.shape[0])) as tf.Scalar;
  });
}

/** Gradient of the mean loss with respect to every parameter, by the chain rule from back to front. */
export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  return tf.tidy(() => {
    // Softmax and cross-entropy together: the Jacobian of softmax cancels against 1/yHat.
    const dz2: tf.Tensor2D = tf.div(tf.sub(f.yHat, y), x.shape[0]);
    const dW2: tf.Tensor2D = tf.matMul(f.a1, dz2, true, false);
    const db2: tf.Tensor1D = tf.sum(dz2, 0);
    const da1 = tf.matMul(dz2, p.W2, false, true);
    const dz1: tf.Tensor2D = tf.mul(da1, tf.sub(1, tf.square(f.a1)));
    const dW1: tf.Tensor2D = tf.matMul(x, dz1, true, false);
    const db1: tf.Tensor1D = tf.sum(dz1, 0);
    return { W1: dW1, b1: db1, W2: dW2, b2: db2 };
  });
}

/** One step downhill. Returns new tensors; p and g still belong to the caller. */
export function update(p: Params, g: Params, learningRate: number): Params {
  return tf.tidy(() => {
    const step = <T extends tf.Tensor>(value: T, gradient: T): T => tf.sub(value, tf.mul(gradient, learningRate));
    return { W1: step(p.W1, g.W1), b1: step(p.b1, g.b1), W2: step(p.W2, g.W2), b2: step(p.b2, g.b2) };
  });
}

/** Whole-batch gradient descent. onEpoch hears the mean loss before the epoch's step. */
export function train(
  x: tf.Tensor2D,
  y: tf.Tensor2D,
  o: { hidden: number; epochs: number; learningRate: number; seed: number; onEpoch?: (epoch: number, loss: number) => void },
): Params {
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    let meanLoss = 0;
    const next = tf.tidy(() => {
      const f = forward(x, p);
      // The loss is only a report, gradient descent does not need it: skip it when nobody listens.
      if (o.onEpoch) meanLoss = loss(f.yHat, y).dataSync()[0];
      return update(p, backward(x, y, f, p), o.learningRate);
    });
    tf.dispose(p);
    p = next;
    // Outside tf.tidy, so that tensors which the listener makes stay alive.
    o.onEpoch?.(epoch, meanLoss);
  }
  return p;
}

/** The most probable class of every row. Softmax keeps the order, but forward is already there to use. */
export function predict(x: tf.Tensor2D, p: Params): number[] {
  return tf.tidy(() => Array.from(tf.argMax(forward(x, p).yHat, 1).dataSync()));
}
