import * as tf from '@tensorflow/tfjs';

/**
 * Exercise 2: a convolutional network. First its three blocks by hand, then a trained classifier of digits.
 *
 * Layouts: pictures are NHWC [batch, height, width, channels], filters are HWIO [height, width, in, out].
 * Rules: inside conv2d and maxPool no convolution, depthwise, dilation or pooling operation of TensorFlow.js
 * may run (the kernels are watched while your function works); pad, slice, reshape, concat, matMul, maximum
 * and the like are free. buildModel may use tf.layers as it likes. Never dispose or change a tensor passed in.
 */

/**
 * Convolution as deep learning means it (the filter is not flipped), with TensorFlow's 'same' padding.
 *
 *   out = ceil(in / stride)                            per axis, height and width each on its own
 *   pad = max((out − 1) · stride + filter − in, 0)     zeros in all; floor(pad / 2) of them before, the rest after
 *   y[n, r, c, o] = Σ_i Σ_j Σ_k padded[n, r·stride + i, c·stride + j, k] · filters[i, j, k, o]
 *
 * x [N, H, W, C], filters [h, w, C, O] -> [N, ceil(H / stride), ceil(W / stride), O].
 * A way that is fast enough: gather the windows into one matrix, then a single matrix product.
 */
export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  // TODO: conv2d
  throw new Error('TODO: conv2d');
}

/**
 * The largest value of every size×size window, channel by channel; the windows lie side by side (stride = size).
 *
 * x [N, H, W, C] -> [N, ceil(H / size), ceil(W / size), C], with the padding formula of conv2d.
 * The padding may never win: think of a window in which every value is negative.
 */
export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  // TODO: maxPool
  throw new Error('TODO: maxPool');
}

/**
 * Dense layer: flatten every axis but the first, then y = rows·weights + bias. No activation.
 *
 * x of rank 2 to 4, [N, ...] with D values per row; weights [D, units], bias [units] -> [N, units].
 */
export function fullyConnected(x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  // TODO: fullyConnected
  throw new Error('TODO: fullyConnected');
}

/**
 * The classifier: input [null, 28, 28, 1], output [null, 10] with probabilities that sum to 1.
 *
 * At least one convolution, a picture made smaller by pooling or stride, a non-linear activation before the
 * end (the maximum of a pooling alone does not count), one softmax over the classes and not two, at most
 * 500,000 parameters in all. It need not be compiled.
 */
export function buildModel(): tf.LayersModel {
  // TODO: buildModel
  throw new Error('TODO: buildModel');
}

/**
 * Train the model with minibatches: images [N, 28, 28, 1] with values 0..1, labels [N, 10] one-hot.
 *
 * Compile it if it is not compiled. Honour o.epochs and o.batchSize; shuffle by o.seed if you shuffle. Call
 * o.onBatch once per batch, the last smaller one included, with the number of the batch counted from 0 over
 * the whole training, that batch's loss and its accuracy: the share (0..1) of this one batch's pictures that the
 * model gets right, before or after its step. The number of live tensors must not grow from batch to batch.
 */
export async function train(
  model: tf.LayersModel,
  images: tf.Tensor4D,
  labels: tf.Tensor2D,
  o: { epochs: number; batchSize: number; seed: number; onBatch?: (batch: number, loss: number, accuracy: number) => void },
): Promise<void> {
  // TODO: train
  throw new Error('TODO: train');
}

/** The class (0..9) of every picture: the index of its largest probability, plain numbers, one per picture. */
export function predict(model: tf.LayersModel, images: tf.Tensor4D): number[] {
  // TODO: predict
  throw new Error('TODO: predict');
}

/**
 * The share of positions at which both lists hold the same class, 0..1.
 * Two empty lists give 0; lists of different length throw an Error.
 */
export function accuracy(predicted: number[], actual: number[]): number {
  // TODO: accuracy
  throw new Error('TODO: accuracy');
}

/*
 * Optional challenge, worth no points: the gradients of conv2d by hand. Export
 *
 *   conv2dGradients(x, filters, dy, stride): { dx, dFilters }
 *
 * dy [N, H', W', O] is the gradient of some loss with respect to conv2d(x, filters, stride); dx has x's shape,
 * dFilters that of filters. No convolution, no pooling, no automatic differentiation.
 */
