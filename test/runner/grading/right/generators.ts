// Generators, labels, comma operators, getters, tagged templates, a static block; exports that are assigned late
import * as tf from '@tensorflow/tfjs';

export let initParams: any, forward: any, loss: any, backward: any, update: any, train: any, predict: any;

class Course {
  static readonly names = ['W1', 'b1', 'W2', 'b2'] as const;
  static {
    initParams = (nIn: number, nHidden: number, nOut: number, seed: number) => {
      const draw = (shape: [number, number], salt: number) => tf.randomUniform(shape, -1, 1, 'float32', seed ** 2 + salt);
      return { W1: draw([nIn, nHidden], 0.5), b1: tf.tensor1d(new Array(nHidden).fill(0)), W2: draw([nHidden, nOut], 0.25), b2: tf.tensor1d(new Array(nOut).fill(0)) };
    };
    forward = (x: any, p: any) => {
      const z1 = x.dot(p.W1).add(p.b1.reshape([1, -1])), a1 = tf.sub(1, tf.div(2, z1.mul(2).exp().add(1))), z2 = a1.dot(p.W2).add(p.b2.broadcastTo([x.shape[0], p.b2.size]));
      return { get yHat() { return tf.softmax(z2); }, z1, a1, z2 };
    };
    loss = (yHat: any, y: any) => tf.tidy(() => tf.losses.softmaxCrossEntropy(y, tf.log(tf.clipByValue(yHat, 1e-7, 1))));
    backward = (x: any, y: any, f: any, p: any) => {
      const dz2 = f.yHat.sub(y).mul(1 / x.shape[0]), dz1 = dz2.dot(p.W2.transpose()).mul(f.a1.add(1)).mul(tf.sub(1, f.a1));
      return { W1: x.transpose().dot(dz1), b1: dz1.sum(0), W2: f.a1.transpose().dot(dz2), b2: dz2.sum(0) };
    };
    update = (p: any, g: any, rate: number) => Course.names.reduce((next, k) => Object.assign(next, { [k]: p[k].sub(g[k].mul(rate)) }), Object.create({}));
    train = (x: any, y: any, o: any) => {
      function* descend(p: any): Generator<[any, number], void> {
        for (;;) {
          const f = forward(x, p);
          const mean = loss(f.yHat, y).dataSync()[0];
          yield [(p = update(p, backward(x, y, f, p), o.learningRate)), mean];
        }
      }
      let p = initParams(x.shape[1], o.hidden, y.shape[1], o.seed);
      for (let epoch = 0; epoch < o.epochs; epoch++) {
        tf.engine().startScope('epoch');
        const { value } = descend(p).next();
        const [next, mean] = value as [any, number];
        for (const k of Course.names) tf.keep(next[k]);
        tf.engine().endScope();
        for (const k of Course.names) p[k].dispose();
        p = next;
        o.onEpoch?.(epoch, mean);
      }
      return p;
    };
    predict = (x: any, p: any) => [...forward(x, p).z2.argMax(1).dataSync()];
  }
}
