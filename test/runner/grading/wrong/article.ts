// The sample of the article: no hidden layer, the error times the weights, the wrong sign, no seed | loses: init-values init-seed forward-hidden forward-output forward-stable backward-W2 backward-b2 backward-W1 backward-b1 backward-by-hand update-step predict-classes train-zero-rate train-onEpoch train-steps train-repeatable train-xor train-iris train-no-leak | named: no-hidden-layer
import * as tf from '@tensorflow/tfjs';

export function initParams(nIn: number, _nHidden: number, nOut: number) {
  return { W: tf.randomNormal([nIn, nOut]), b: tf.zeros([nOut]) };
}
type P = ReturnType<typeof initParams>;

export function forward(x: tf.Tensor2D, p: P) {
  return tf.softmax(tf.add(tf.matMul(x, p.W as tf.Tensor2D), p.b));
}

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(y, tf.log(tf.clipByValue(yHat, 1e-7, 1))), 1))) as tf.Scalar;
}

export function backward(x: tf.Tensor2D, y: tf.Tensor2D, yHat: tf.Tensor2D, p: P) {
  const error = tf.sub(yHat, y);
  return { W: tf.mul(p.W, tf.mean(error, 0)), b: tf.mean(error, 0) };
}

export function update(p: P, g: P, learningRate: number): P {
  return { W: tf.add(p.W, tf.mul(g.W, learningRate)), b: tf.add(p.b, tf.mul(g.b, learningRate)) } as P;
}

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: { hidden: number; epochs: number; learningRate: number }): P {
  let p = initParams(x.shape[1], o.hidden, y.shape[1]);
  for (let epoch = 0; epoch < o.epochs; epoch++) p = update(p, backward(x, y, forward(x, p) as tf.Tensor2D, p) as P, o.learningRate);
  return p;
}

export function predict(x: tf.Tensor2D, p: P): number[] {
  return Array.from(tf.argMax(forward(x, p), 1).dataSync());
}
