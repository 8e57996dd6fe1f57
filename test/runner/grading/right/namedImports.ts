// Named imports, names of types among them without `type`; a class whose methods are bound
import { Tensor1D, Tensor2D, argMax, clipByValue, dispose, keep, log, matMul, mul, neg, scalar, softmax, sub, sum, tanh, tensor1d, tensor2d, tidy, truncatedNormal, zeros, add, square, div } from '@tensorflow/tfjs';

enum Layer { Hidden = 1, Output }
namespace Spread {
  export const of = (inputs: number) => 1 / Math.sqrt(inputs);
}
interface Weights { W1: Tensor2D; b1: Tensor1D; W2: Tensor2D; b2: Tensor1D }

class Network<T extends number = number> {
  #cut: T;
  constructor(private readonly smallest: T, public name = 'network') {
    this.#cut = smallest;
  }
  initParams(nIn: number, nHidden: number, nOut: number, seed: number) {
    const draw = (rows: number, columns: number, layer: Layer) => truncatedNormal([rows, columns], 0, Spread.of(rows), 'float32', seed * 10 + layer) as Tensor2D;
    return { W1: draw(nIn, nHidden, Layer.Hidden), b1: zeros([nHidden]), W2: draw(nHidden, nOut, Layer.Output), b2: zeros([nOut]) } satisfies Partial<Record<keyof Weights, unknown>>;
  }
  forward(x: Tensor2D, p: Weights) {
    const z1 = add(matMul(x, p.W1), p.b1);
    const a1 = tanh(z1) as Tensor2D;
    const z2 = add(matMul(a1, p.W2), p.b2) as Tensor2D;
    return new (class Pass {
      constructor(readonly z1: unknown, readonly a1: unknown, readonly z2: unknown, readonly yHat: unknown) {}
    })(z1, a1, z2, softmax(z2));
  }
  loss(yHat: Tensor2D, y: Tensor2D) {
    return neg(div(sum(mul(y, log(clipByValue(yHat, this.#cut, 1)))), scalar(y.shape[0])));
  }
  backward(x: Tensor2D, y: Tensor2D, f: { a1: Tensor2D; yHat: Tensor2D }, p: Weights): Weights {
    const dz2 = div(sub(f.yHat, y), scalar(x.shape[0]!)) as Tensor2D;
    const dz1 = mul(matMul(dz2, p.W2, false, true), sub(scalar(1), square(f.a1))) as Tensor2D;
    return { W1: matMul(x, dz1, true), b1: sum(dz1, 0), W2: matMul(f.a1, dz2, true), b2: sum(dz2, 0) };
  }
  update(p: Weights, g: Weights, rate: number): Weights {
    const step = (k: keyof Weights) => sub(p[k], mul(g[k], scalar(rate)));
    return { W1: step('W1') as Tensor2D, b1: step('b1') as Tensor1D, W2: step('W2') as Tensor2D, b2: step('b2') as Tensor1D };
  }
  train(x: Tensor2D, y: Tensor2D, o: any): Weights {
    let p = this.initParams(x.shape[1]!, o.hidden, y.shape[1]!, o.seed) as Weights;
    for (let epoch = 0; epoch < o.epochs; epoch++) {
      const old = p;
      let mean: number | undefined;
      tidy(() => {
        const f = this.forward(x, old) as unknown as { a1: Tensor2D; yHat: Tensor2D };
        mean = this.loss(f.yHat, y).dataSync()[0];
        p = this.update(old, this.backward(x, y, f, old), o.learningRate);
        for (const v of Object.values(p)) keep(v);
      });
      dispose(old as never);
      o.onEpoch?.(epoch, mean!);
    }
    return p;
  }
  predict(x: Tensor2D, p: Weights): Uint8Array {
    return Uint8Array.from(argMax(this.forward(x, p).yHat as Tensor2D, 1).dataSync());
  }
}

const network = new Network(1e-7);
export const initParams = network.initParams.bind(network);
export const forward = network.forward.bind(network);
export const loss = network.loss.bind(network);
export const backward = network.backward.bind(network);
export const update = network.update.bind(network);
export const train = network.train.bind(network);
export const predict = network.predict.bind(network);
export { tensor1d, tensor2d };
