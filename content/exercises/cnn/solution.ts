import * as tf from '@tensorflow/tfjs';

/** TensorFlow's 'same' padding along one axis: output length, and the zeros before and after the input. */
function samePadding(size: number, window: number, stride: number): { out: number; before: number; after: number } {
  const out = Math.ceil(size / stride);
  const total = Math.max((out - 1) * stride + window - size, 0);
  // An odd total leaves one zero more at the end (bottom, right) than at the beginning.
  const before = Math.floor(total / 2);
  return { out, before, after: total - before };
}

/**
 * Every position of a sliding window as one slice of the padded picture: for each offset (i, j) inside the
 * window, in row-major order, the [batch, outHeight, outWidth, channels] values that lie under that cell.
 */
function windowCells(x: tf.Tensor4D, height: number, width: number, stride: number, fill: number): tf.Tensor4D[] {
  const [batch, h, w, channels] = x.shape;
  const rows = samePadding(h, height, stride);
  const columns = samePadding(w, width, stride);
  // Rounded up to whole strides, so that 'every stride-th value' is a reshape and needs no strided slice.
  const spareRows = Math.max(height - 1 + rows.out * stride - (h + rows.before + rows.after), 0);
  const spareColumns = Math.max(width - 1 + columns.out * stride - (w + columns.before + columns.after), 0);
  const padded = tf.pad4d(
    x,
    [[0, 0], [rows.before, rows.after + spareRows], [columns.before, columns.after + spareColumns], [0, 0]],
    fill,
  );
  const cells: tf.Tensor4D[] = [];
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const dense = tf.slice4d(padded, [0, i, j, 0], [batch, rows.out * stride, columns.out * stride, channels]);
      cells.push(stride === 1 ? dense : everyNth(dense, rows.out, columns.out, stride));
    }
  }
  return cells;
}

/** Keeps the first of every `stride` rows and columns of a picture whose sides are whole multiples of it. */
function everyNth(x: tf.Tensor4D, outHeight: number, outWidth: number, stride: number): tf.Tensor4D {
  const [batch, , , channels] = x.shape;
  const rows = tf.slice(tf.reshape(x, [batch, outHeight, stride, outWidth * stride, channels]), [0, 0, 0, 0, 0], [-1, -1, 1, -1, -1]);
  const columns = tf.slice(tf.reshape(rows, [batch, outHeight, outWidth, stride, channels]), [0, 0, 0, 0, 0], [-1, -1, -1, 1, -1]);
  return tf.reshape(columns, [batch, outHeight, outWidth, channels]);
}

/**
 * Convolution (cross-correlation, as every deep-learning library means it) with 'same' padding, as one matrix
 * product: the picture's windows become rows ("im2col"), the filters become columns.
 */
export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  return tf.tidy(() => {
    const [height, width, inChannels, outChannels] = filters.shape;
    const cells = windowCells(x, height, width, stride, 0);
    const [batch, outHeight, outWidth] = cells[0].shape;
    // Cells in row-major order with the channels innermost: the order in which HWIO filters lie in memory.
    const windows = tf.reshape(tf.concat(cells, 3), [batch * outHeight * outWidth, height * width * inChannels]);
    const product = tf.matMul(windows, tf.reshape(filters, [height * width * inChannels, outChannels]));
    return tf.reshape(product, [batch, outHeight, outWidth, outChannels]);
  });
}

/** The largest value of every size×size window, windows side by side, 'same' padding that never wins. */
export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  return tf.tidy(() =>
    // -Infinity, not 0: a padded 0 would beat the negative values at the border.
    windowCells(x, size, size, size, -Infinity).reduce((best, cell) => tf.maximum(best, cell)),
  );
}

/** Flattens everything but the batch axis, then multiplies by the weights and adds the bias. No activation. */
export function fullyConnected(x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = tf.reshape(x, [x.shape[0], weights.shape[0]]);
    return tf.add(tf.matMul(rows, weights), bias) as tf.Tensor2D;
  });
}

/** Two convolutions, each followed by pooling, then one dense layer: 5,994 parameters. */
export function buildModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
}

/**
 * Minibatch training with Adam on cross-entropy, in an order that depends on the seed alone. The learning rate
 * falls in a straight line: large steps first, and none that still jump about the minimum at the end.
 */
export async function train(
  model: tf.LayersModel,
  images: tf.Tensor4D,
  labels: tf.Tensor2D,
  o: { epochs: number; batchSize: number; seed: number; onBatch?: (batch: number, loss: number, accuracy: number) => void },
): Promise<void> {
  if (!model.optimizer) {
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  }
  const optimizer = model.optimizer as unknown as { learningRate: number };
  const highest = optimizer.learningRate;
  const random = seededUniform(o.seed);
  const count = images.shape[0];
  const batches = o.epochs * Math.ceil(count / o.batchSize);
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const order = shuffled(count, random);
    for (let start = 0; start < count; start += o.batchSize) {
      optimizer.learningRate = highest * (1 - batch / batches);
      const rows = tf.tensor1d(order.slice(start, start + o.batchSize), 'int32');
      const x = tf.gather(images, rows);
      const y = tf.gather(labels, rows);
      try {
        const [batchLoss, batchAccuracy] = (await model.trainOnBatch(x, y)) as number[];
        o.onBatch?.(batch, batchLoss, batchAccuracy);
      } finally {
        tf.dispose([rows, x, y]);
      }
      batch++;
    }
  }
}

/** The class index of every picture, in slices small enough for any memory. */
export function predict(model: tf.LayersModel, images: tf.Tensor4D): number[] {
  return tf.tidy(() => {
    const probabilities = model.predict(images, { batchSize: 128 }) as tf.Tensor2D;
    return Array.from(tf.argMax(probabilities, 1).dataSync());
  });
}

/** The share of positions where both lists agree, 0..1; 0 for empty lists. */
export function accuracy(predicted: number[], actual: number[]): number {
  if (predicted.length !== actual.length) {
    throw new Error(`Lists of different length: ${predicted.length} predictions, ${actual.length} labels.`);
  }
  if (actual.length === 0) return 0;
  return predicted.filter((label, i) => label === actual[i]).length / actual.length;
}

/** mulberry32: a small seeded generator of uniform numbers in [0, 1). */
function seededUniform(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** 0..count-1 in random order, by Fisher and Yates. */
function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
