// One row at a time, in the order in which they come
import * as tf from '@tensorflow/tfjs';

export type Params = { W1: tf.Tensor2D; b1: tf.Tensor1D; W2: tf.Tensor2D; b2: tf.Tensor1D };
export const initParams = (nIn: number, nHidden: number, nOut: number, seed: number): Params => ({
  W1: tf.truncatedNormal([nIn, nHidden], 0, 1 / Math.sqrt(nIn), 'float32', 2 * seed + 1),
  b1: tf.zeros([nHidden]),
  W2: tf.truncatedNormal([nHidden, nOut], 0, 1 / Math.sqrt(nHidden), 'float32', 2 * seed + 2),
  b2: tf.zeros([nOut]),
});
export const forward = (x: tf.Tensor2D, p: Params) =>
  tf.tidy(() => {
    const z1 = x.matMul(p.W1).add(p.b1) as tf.Tensor2D;
    const a1 = z1.tanh();
    const z2 = a1.matMul(p.W2).add(p.b2) as tf.Tensor2D;
    return { z1, a1, z2, yHat: z2.softmax() };
  });
export const loss = (yHat: tf.Tensor2D, y: tf.Tensor2D) => tf.tidy(() => y.mul(yHat.clipByValue(1e-7, 1).log()).sum(1).mean().neg() as tf.Scalar);
export const backward = (x: tf.Tensor2D, y: tf.Tensor2D, f: ReturnType<typeof forward>, p: Params): Params =>
  tf.tidy(() => {
    const dz2 = f.yHat.sub(y).div(x.shape[0]) as tf.Tensor2D;
    const dz1 = dz2.matMul(p.W2, false, true).mul(tf.sub(1, f.a1.square())) as tf.Tensor2D;
    return { W1: x.matMul(dz1, true), b1: dz1.sum(0), W2: f.a1.matMul(dz2, true), b2: dz2.sum(0) };
  });
export const update = (p: Params, g: Params, rate: number): Params => tf.tidy(() => ({ W1: p.W1.sub(g.W1.mul(rate)), b1: p.b1.sub(g.b1.mul(rate)), W2: p.W2.sub(g.W2.mul(rate)), b2: p.b2.sub(g.b2.mul(rate)) }));
export const predict = (x: tf.Tensor2D, p: Params) => tf.tidy(() => forward(x, p).yHat.argMax(1).dataSync());

export function train(x: tf.Tensor2D, y: tf.Tensor2D, o: any): Params {
  let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
  const n = x.shape[0];
  const mean = () => tf.tidy(() => loss(forward(x, p).yHat, y).dataSync()[0]);
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const before = mean();
    const order = [...Array(n).keys()];
    for (let at = 0; at < n; at += 1) {
      const old = p;
      p = tf.tidy(() => {
        const rows = tf.tensor1d(order.slice(at, at + 1), 'int32');
        const [bx, by] = [tf.gather(x, rows), tf.gather(y, rows)];
        return update(old, backward(bx, by, forward(bx, old), old), o.learningRate);
      });
      tf.dispose(old);
    }
    o.onEpoch?.(epoch, mean());
  }
  return p;
}
