// Names of its own, exported with `export { a as b }`; the functions do not call each other
import tf from '@tensorflow/tfjs';

type P = { W1: tf.Tensor2D; b1: tf.Tensor1D; W2: tf.Tensor2D; b2: tf.Tensor1D };

// He: standard deviation sqrt(2 / fan-in)
function begin(i: number, h: number, o: number, seed: number): P {
  return { W1: tf.randomNormal([i, h], 0, Math.sqrt(2 / i), 'float32', seed), b1: tf.zeros([h]), W2: tf.randomNormal([h, o], 0, Math.sqrt(2 / h), 'float32', seed + 7919), b2: tf.zeros([o]) };
}
const through = (x: tf.Tensor2D, { W1, b1, W2, b2 }: P) => {
  const z1 = tf.add(tf.dot(x, W1), b1);
  const a1 = tf.tanh(z1);
  const z2 = tf.add(tf.dot(a1, W2), b2);
  return { z1, a1, z2, yHat: tf.exp(tf.sub(z2, tf.logSumExp(z2, 1, true))) };
};
let cost = function (q: tf.Tensor2D, y: tf.Tensor2D) {
  return tf.tidy(() => tf.mean(tf.neg(tf.sum(tf.mul(y, tf.log(tf.maximum(q, 1e-7))), 1))).reshape([1]));
};
function back(x: tf.Tensor2D, y: tf.Tensor2D, _f: unknown, { W1, b1, W2, b2 }: P): P {
  const a = tf.tanh(tf.add(tf.dot(x, W1), b1)) as tf.Tensor2D;
  const d = tf.div(tf.sub(tf.softmax(tf.add(tf.dot(a, W2), b2)), y), x.shape[0]) as tf.Tensor2D;
  const e = tf.mul(tf.dot(d, tf.transpose(W2)), tf.sub(1, tf.pow(a, 2))) as tf.Tensor2D;
  const ones = tf.ones([1, x.shape[0]]) as tf.Tensor2D;
  return { W2: tf.dot(tf.transpose(a), d) as tf.Tensor2D, b2: tf.squeeze(tf.dot(ones, d), [0]), W1: tf.dot(tf.transpose(x), e) as tf.Tensor2D, b1: tf.squeeze(tf.dot(ones, e), [0]) };
}
const step = (p: P, g: P, rate: number) => Object.fromEntries(Object.keys(p).map((k) => [k, tf.add(p[k as keyof P], tf.mul(g[k as keyof P], -rate))]));
const learn = (x: tf.Tensor2D, y: tf.Tensor2D, { hidden, epochs, learningRate, seed, onEpoch = () => undefined }: any) => {
  let { W1, b1, W2, b2 }: P = begin(x.shape[1], hidden, y.shape[1], seed);
  let epoch = 0;
  while (epoch < epochs) {
    const held = { W1, b1, W2, b2 };
    let now = 0;
    ({ W1, b1, W2, b2 } = tf.tidy(() => {
      const a = tf.tanh(tf.add(tf.dot(x, W1), b1)) as tf.Tensor2D;
      const q = tf.softmax(tf.add(tf.dot(a, W2), b2)) as tf.Tensor2D;
      now = cost(q, y).dataSync()[0]!;
      const d = tf.div(tf.sub(q, y), x.shape[0]) as tf.Tensor2D;
      const e = tf.mul(tf.dot(d, tf.transpose(W2)), tf.sub(1, tf.square(a))) as tf.Tensor2D;
      const go = <T extends tf.Tensor>(v: T, g: tf.Tensor) => tf.sub(v, tf.mul(g, learningRate)) as T;
      return { W1: go(W1, tf.dot(tf.transpose(x), e)), b1: go(b1, tf.sum(e, 0)), W2: go(W2, tf.dot(tf.transpose(a), d)), b2: go(b2, tf.sum(d, 0)) };
    }));
    tf.dispose(held);
    onEpoch(epoch++, now);
  }
  return { W1, b1, W2, b2 };
};
const classes = (x: tf.Tensor2D, p: P) => Int32Array.from(tf.argMax(through(x, p).z2, -1).dataSync());
export { begin as initParams, through as forward, cost as loss, back as backward, step as update, learn as train, classes as predict };
