// Destructured exports of a factory's result
import * as tf from '@tensorflow/tfjs';

function build() {
  const initParams = (nIn: number, nHidden: number, nOut: number, seed: number) => ({
    // Xavier, uniform
    W1: tf.randomUniform([nIn, nHidden], -Math.sqrt(6 / (nIn + nHidden)), Math.sqrt(6 / (nIn + nHidden)), 'float32', seed),
    b1: tf.zeros([nHidden]),
    W2: tf.randomUniform([nHidden, nOut], -Math.sqrt(6 / (nHidden + nOut)), Math.sqrt(6 / (nHidden + nOut)), 'float32', seed + 1e6),
    b2: tf.zeros([nOut]),
  });
  const forward = (x: any, p: any) =>
    tf.tidy(() => {
      const z1 = tf.einsum('ni,ih->nh', x, p.W1).add(p.b1);
      const a1 = z1.tanh();
      const z2 = tf.einsum('nh,ho->no', a1, p.W2).add(p.b2);
      return { z1, a1, z2, yHat: z2.logSoftmax().exp() };
    });
  const loss = (yHat: any, y: any) => tf.tidy(() => tf.einsum('no,no->', y, yHat.clipByValue(1e-7, 1 - 1e-7).log()).div(-y.shape[0]));
  const backward = (x: any, y: any, { a1, yHat }: any, { W2 }: any) =>
    tf.tidy(() => {
      const dz2 = yHat.sub(y).div(y.shape[0]);
      const dz1 = tf.einsum('no,ho->nh', dz2, W2).mul(tf.onesLike(a1).sub(a1.mul(a1)));
      return { W1: tf.einsum('ni,nh->ih', x, dz1), b1: tf.einsum('nh->h', dz1), W2: tf.einsum('nh,no->ho', a1, dz2), b2: tf.einsum('no->o', dz2) };
    });
  const update = (p: any, g: any, rate: number) => tf.tidy(() => Object.fromEntries(['W1', 'b1', 'W2', 'b2'].map((k) => [k, p[k].sub(g[k].mul(rate))])));
  const train = (x: any, y: any, o: any) => {
    let p: any = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
    for (const epoch of Array(o.epochs).keys()) {
      const next = tf.tidy(() => update(p, backward(x, y, forward(x, p), p), o.learningRate));
      tf.dispose(p);
      p = next;
      o.onEpoch?.(epoch, tf.tidy(() => loss(forward(x, p).yHat, y).arraySync()));
    }
    return p;
  };
  const predict = (x: any, p: any) => tf.tidy(() => forward(x, p).z2.argMax(1).arraySync());
  return [{ initParams, forward }, { loss, backward, update }, train, predict] as const;
}
export const [{ initParams, forward }, { loss, backward, update }, train, predict] = build();
