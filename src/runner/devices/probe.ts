/**
 * What a runner computes so that its backend can be timed: a file such as a learner writes. `small` is a step
 * of the neural network by hand, which also reads its loss, as training loops do; `large` is a training step
 * of a convolutional network. Both are given the time that they may use, in milliseconds, and return
 * `[best time of one step in milliseconds, steps]`.
 */
export const PROBE = `import * as tf from '@tensorflow/tfjs';

function network() {
  const x = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
  const y = tf.tensor2d([1, 0, 0, 1, 0, 1, 1, 0], [4, 2]);
  let p = [tf.randomNormal([2, 8]), tf.zeros([8]), tf.randomNormal([8, 2]), tf.zeros([2])] as tf.Tensor[];
  return async () => {
    const [loss, ...next] = tf.tidy(() => {
      const [W1, b1, W2, b2] = p as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
      const a1 = tf.tanh(tf.add(tf.matMul(x, W1), b1)) as tf.Tensor2D;
      const yHat = tf.softmax(tf.add(tf.matMul(a1, W2), b2)) as tf.Tensor2D;
      const loss = tf.neg(tf.mean(tf.sum(tf.mul(y, tf.log(tf.clipByValue(yHat, 1e-7, 1))), 1)));
      const dz2 = tf.div(tf.sub(yHat, y), 4) as tf.Tensor2D;
      const dz1 = tf.mul(tf.matMul(dz2, W2, false, true), tf.sub(1, tf.square(a1))) as tf.Tensor2D;
      const gradients = [tf.matMul(x, dz1, true), tf.sum(dz1, 0), tf.matMul(a1, dz2, true), tf.sum(dz2, 0)];
      return [loss, ...p.map((value, i) => tf.sub(value, tf.mul(gradients[i]!, 0.5)))] as tf.Tensor[];
    });
    await loss!.data();
    tf.dispose([loss!, p]);
    p = next;
  };
}

function convolutional() {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 64, kernelSize: 3, padding: 'same', activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 128, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(), loss: 'categoricalCrossentropy' });
  const images = tf.randomUniform([32, 28, 28, 1]);
  const labels = tf.oneHot(tf.tensor1d(Array.from({ length: 32 }, (_, i) => i % 10), 'int32'), 10);
  return async () => {
    // It reads the loss, so the step is at its end on every backend.
    await model.trainOnBatch(images, labels);
  };
}

/** The first round pays for shaders and compilers; it counts only where the time suffices for no other. */
async function time(step: () => Promise<void>, steps: number, budgetMs: number): Promise<number[]> {
  const from = performance.now();
  let best = Infinity;
  let rounds = 0;
  do {
    const start = performance.now();
    for (let i = 0; i < steps; i++) await step();
    best = Math.min(best, (performance.now() - start) / steps);
    rounds++;
  } while (performance.now() - from + best * steps < budgetMs);
  return [best, rounds * steps];
}

export const small = (budgetMs: number): Promise<number[]> => time(network(), 5, budgetMs);
export const large = (budgetMs: number): Promise<number[]> => time(convolutional(), 1, budgetMs);
`;
