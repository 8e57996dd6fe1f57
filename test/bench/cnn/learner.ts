/**
 * What a learner's file would hold: the runner process loads this and calls it, so that what is measured is
 * what a learner gets.
 */
import * as tf from '@tensorflow/tfjs';

const CLASSES = 10;
const { conv2d, maxPooling2d, flatten, dense } = tf.layers;

/** 28×28×1 → conv 32 3×3 → pool → conv 64 3×3 → pool → dense 128 → dense 10: 225,034 parameters. */
function large(): tf.Sequential {
  return tf.sequential({
    layers: [
      conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: 'relu' }),
      dense({ units: CLASSES, activation: 'softmax' }),
    ],
  });
}

/** Two convolutions of 5×5 with 8 and 16 filters, and one dense layer: 5,994 parameters. */
function small(): tf.Sequential {
  return tf.sequential({
    layers: [
      conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 16, kernelSize: 5, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: CLASSES, activation: 'softmax' }),
    ],
  });
}

function compiled(model: tf.Sequential, learningRate: number): tf.Sequential {
  model.compile({ optimizer: tf.train.adam(learningRate), loss: 'categoricalCrossentropy' });
  return model;
}

interface Training {
  model: tf.Sequential;
  x: tf.Tensor;
  y: tf.Tensor;
}
const trainings = new Map<number, Training>();

/** `count` training steps of the large network with `batch` samples; milliseconds of each. */
export async function steps(batch: number, count: number): Promise<number[]> {
  let training = trainings.get(batch);
  if (!training) {
    const classes = Int32Array.from({ length: batch }, (_, i) => i % CLASSES);
    training = { model: compiled(large(), 1e-3), x: tf.randomUniform([batch, 28, 28, 1]), y: tf.tidy(() => tf.oneHot(tf.tensor1d(classes, 'int32'), CLASSES).toFloat()) };
    trainings.set(batch, training);
  }
  const { model, x, y } = training;
  const ms: number[] = [];
  for (let i = 0; i < count; i++) {
    const from = performance.now();
    await model.trainOnBatch(x, y); // it reads the loss, so the step is done
    ms.push(performance.now() - from);
  }
  return ms;
}

/** Lets the learning rate fall to 0 in a straight line; the last steps then no longer jump about the minimum. */
function falling(model: tf.Sequential, from: number, steps: number): tf.CustomCallbackArgs {
  let step = 0;
  return {
    onBatchBegin: () => {
      (model.optimizer as unknown as { learningRate: number }).learningRate = from * (1 - step++ / steps);
    },
  };
}

/**
 * Trains on digits for `epochs`, or until `goal` of the held-out ones are right. The learning rate falls.
 * @param trainPixels [n, 28, 28, 1], grey levels 0–255
 * @returns seconds and accuracy after each epoch, the building of the model and the evaluations included
 */
export async function learnDigits(net: string, batch: number, learningRate: number, epochs: number, goal: number, trainPixels: tf.Tensor4D, trainLabels: tf.Tensor1D, testPixels: tf.Tensor4D, testLabels: tf.Tensor1D): Promise<{ seconds: number[]; accuracies: number[] }> {
  const from = performance.now();
  const model = compiled(net === 'small' ? small() : large(), learningRate);
  const x = tf.div(trainPixels, 255);
  const y = tf.tidy(() => tf.oneHot(trainLabels, CLASSES).toFloat());
  const held = tf.div<tf.Tensor4D>(testPixels, 255);
  const seconds: number[] = [];
  const accuracies: number[] = [];
  const callbacks = falling(model, learningRate, epochs * Math.ceil(x.shape[0] / batch));
  for (let epoch = 0; epoch < epochs; epoch++) {
    await model.fit(x, y, { batchSize: batch, epochs: 1, verbose: 0, yieldEvery: 'never', callbacks });
    const right = tf.tidy(() => (model.predict(held, { batchSize: 250 }) as tf.Tensor).argMax(1).equal(testLabels).toFloat().mean());
    accuracies.push((await right.data())[0]!);
    seconds.push((performance.now() - from) / 1000);
    tf.dispose(right);
    if (accuracies[epoch]! >= goal) break;
  }
  tf.dispose([x, y, held]);
  return { seconds, accuracies };
}
