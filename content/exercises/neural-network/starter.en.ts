import * as tf from '@tensorflow/tfjs';

/**
 * Exercise 1: a neural network with one hidden layer, trained by backpropagation that you write yourself.
 *
 * Notation, used in every comment below:
 *   N rows (samples), nIn inputs, nHidden hidden units, nOut classes.
 *   x [N, nIn]    y [N, nOut], one-hot    W1 [nIn, nHidden]    b1 [nHidden]    W2 [nHidden, nOut]    b2 [nOut]
 *
 * Rules: no automatic differentiation (tf.grad, tf.valueAndGrads, tf.variableGrads and their kin) and no
 * tf.train optimiser anywhere in this file. Never dispose or change a tensor that was passed in.
 */
export type Params = { W1: tf.Tensor2D; b1: tf.Tensor1D; W2: tf.Tensor2D; b2: tf.Tensor1D };
export type Forward = { z1: tf.Tensor2D; a1: tf.Tensor2D; z2: tf.Tensor2D; yHat: tf.Tensor2D };

/**
 * Make the starting parameters.
 *
 * Biases: zero. Weights: random around 0 with a standard deviation of 1 / sqrt(number of inputs of that layer),
 * every one finite and below 3 in size. The same seed gives the same numbers, another seed gives others.
 * Mind: TensorFlow.js treats the seed 0 as 'no seed', and two matrices drawn with one seed start with the
 * same numbers.
 */
export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  // TODO: initParams
  throw new Error('TODO: initParams');
}

/**
 * Compute the network's output and keep every intermediate value: backward needs them.
 *
 *   z1 = x·W1 + b1        [N, nHidden]   (b1 is added to every row)
 *   a1 = tanh(z1)         [N, nHidden]
 *   z2 = a1·W2 + b2       [N, nOut]      (the logits)
 *   yHat = softmax(z2)    [N, nOut]      (every row sums to 1)
 *
 * yHat must stay finite for logits of ±1,000: exp(1000) is Infinity.
 */
export function forward(x: tf.Tensor2D, p: Params): Forward {
  // TODO: forward
  throw new Error('TODO: forward');
}

/**
 * Mean cross-entropy over the rows, a scalar:
 *
 *   L = −(1/N) · Σ_rows Σ_classes y · ln(yHat)
 *
 * Must stay finite where a probability is exactly 0 or 1: keep yHat at or above 1e-7 before the logarithm.
 */
export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  // TODO: loss
  throw new Error('TODO: loss');
}

/**
 * Backpropagation: dL/dW1, dL/db1, dL/dW2, dL/db2, each with the shape of its parameter.
 * f is what forward(x, p) returned. ᵀ is the transpose, ⊙ the product entry by entry.
 *
 *   dz2 = (yHat − y) / N          [N, nOut]
 *   dW2 = a1ᵀ·dz2                 [nHidden, nOut]
 *   db2 = dz2 summed over rows    [nOut]
 *   dz1 = (dz2·W2ᵀ) ⊙ (1 − a1²)   [N, nHidden]
 *   dW1 = xᵀ·dz1                  [nIn, nHidden]
 *   db1 = dz1 summed over rows    [nHidden]
 */
export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  // TODO: backward
  throw new Error('TODO: backward');
}

/**
 * One step of gradient descent for each of the four parameters: θ_new = θ − learningRate · dL/dθ.
 * Return new tensors; p and g still belong to the caller.
 */
export function update(p: Params, g: Params, learningRate: number): Params {
  // TODO: update
  throw new Error('TODO: update');
}

/**
 * Start from initParams(nIn, o.hidden, nOut, o.seed), where nIn and nOut are the widths of x and y, then repeat
 * forward -> backward -> update for o.epochs epochs and return the last parameters.
 *
 * - Plain gradient descent, on the whole batch or on minibatches shuffled by the seed.
 * - Call o.onEpoch (if there is one) exactly o.epochs times, from epoch 0, with the mean loss over the training
 *   set before or after that epoch, as a plain number.
 * - The number of live tensors (tf.memory().numTensors) must not grow from epoch to epoch: free the previous
 *   parameters and the intermediate values, but neither x and y nor what you return.
 */
export function train(
  x: tf.Tensor2D,
  y: tf.Tensor2D,
  o: { hidden: number; epochs: number; learningRate: number; seed: number; onEpoch?: (epoch: number, loss: number) => void },
): Params {
  // TODO: train
  throw new Error('TODO: train');
}

/** The class of every row: the index of its largest probability, as plain numbers, one per row. */
export function predict(x: tf.Tensor2D, p: Params): number[] {
  // TODO: predict
  throw new Error('TODO: predict');
}
