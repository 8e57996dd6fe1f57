/**
 * A right solution in parts. A file of ../ takes all of it with `export *` and replaces what it gets wrong:
 * a module's own export wins over one of `export *`.
 */
import * as tf from '@tensorflow/tfjs';

export type Params = { W1: tf.Tensor2D; b1: tf.Tensor1D; W2: tf.Tensor2D; b2: tf.Tensor1D };
export type Forward = { z1: tf.Tensor2D; a1: tf.Tensor2D; z2: tf.Tensor2D; yHat: tf.Tensor2D };
export interface TrainOptions {
  hidden: number;
  epochs: number;
  learningRate: number;
  seed: number;
  onEpoch?: (epoch: number, loss: number) => void;
}

export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  return {
    W1: tf.truncatedNormal([nIn, nHidden], 0, 1 / Math.sqrt(nIn), 'float32', 2 * seed + 1) as tf.Tensor2D,
    b1: tf.zeros([nHidden]) as tf.Tensor1D,
    W2: tf.truncatedNormal([nHidden, nOut], 0, 1 / Math.sqrt(nHidden), 'float32', 2 * seed + 2) as tf.Tensor2D,
    b2: tf.zeros([nOut]) as tf.Tensor1D,
  };
}

export function forward(x: tf.Tensor2D, p: Params): Forward {
  return tf.tidy(() => {
    const z1 = x.matMul(p.W1).add(p.b1) as tf.Tensor2D;
    const a1 = z1.tanh();
    const z2 = a1.matMul(p.W2).add(p.b2) as tf.Tensor2D;
    return { z1, a1, z2, yHat: z2.softmax() };
  });
}

export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).sum(1).mean().neg() as tf.Scalar);
}

export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  return tf.tidy(() => {
    const dz2 = f.yHat.sub(y).div(x.shape[0]) as tf.Tensor2D;
    const dz1 = dz2.matMul(p.W2, false, true).mul(tf.sub(1, f.a1.square())) as tf.Tensor2D;
    return { W1: x.matMul(dz1, true), b1: dz1.sum(0) as tf.Tensor1D, W2: f.a1.matMul(dz2, true), b2: dz2.sum(0) as tf.Tensor1D };
  });
}

export function update(p: Params, g: Params, learningRate: number): Params {
  return tf.tidy(() => ({
    W1: p.W1.sub(g.W1.mul(learningRate)),
    b1: p.b1.sub(g.b1.mul(learningRate)),
    W2: p.W2.sub(g.W2.mul(learningRate)),
    b2: p.b2.sub(g.b2.mul(learningRate)),
  }));
}

/** `train` made from the other functions, right or wrong. */
export const trainWith =
  (own: Partial<{ initParams: typeof initParams; forward: typeof forward; loss: typeof loss; backward: typeof backward; update: typeof update }> = {}) =>
  (x: tf.Tensor2D, y: tf.Tensor2D, o: TrainOptions): Params => {
    const use = { initParams, forward, loss, backward, update, ...own };
    let p = use.initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
    for (let epoch = 0; epoch < o.epochs; epoch++) {
      let mean = 0;
      const next = tf.tidy(() => {
        const f = use.forward(x, p);
        if (o.onEpoch) mean = use.loss(f.yHat, y).dataSync()[0]!;
        return use.update(p, use.backward(x, y, f, p), o.learningRate);
      });
      tf.dispose(p);
      p = next;
      o.onEpoch?.(epoch, mean);
    }
    return p;
  };

export const train = trainWith();

export function predict(x: tf.Tensor2D, p: Params): number[] {
  return tf.tidy(() => Array.from(forward(x, p).yHat.argMax(1).dataSync()));
}
