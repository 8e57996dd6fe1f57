/** A small model around every layer that tf.layers offers, for one or two steps of training. */
import type { layers as Layers, Tensor } from '@tensorflow/tfjs';
import { type Seeded, size, tf } from './harness';

type Layer = ReturnType<(typeof Layers)['dense']>;
export interface Case {
  /** Shape of one example; several for layers with several inputs. */
  inputs: number[][];
  build(l: typeof Layers): Layer;
  /** Whole numbers below this as input. */
  whole?: number;
  /** Preparation of the input: a layer without weights stands before it (these change the shape they are given in place). */
  first?: true;
}

const one = (shape: number[], build: (l: typeof Layers) => unknown, more: Partial<Case> = {}): Case => ({ inputs: [shape], build: build as Case['build'], ...more });
const two = (shape: number[], build: (l: typeof Layers) => unknown): Case => ({ inputs: [shape, shape], build: build as Case['build'] });

const image = [6, 7, 3];
const line = [9, 4];
const volume = [4, 5, 4, 2];

export const CASES: Record<string, Case> = {
  activation: one([6], (l) => l.activation({ activation: 'selu' })),
  add: two([6], (l) => l.add()),
  alphaDropout: one([6], (l) => l.alphaDropout({ rate: 0 })),
  average: two([6], (l) => l.average()),
  averagePooling1d: one(line, (l) => l.averagePooling1d({ poolSize: 2, padding: 'same' })),
  averagePooling2d: one(image, (l) => l.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  averagePooling3d: one(volume, (l) => l.averagePooling3d({ poolSize: 2, padding: 'same' })),
  batchNormalization: one(image, (l) => l.batchNormalization()),
  bidirectional: one(line, (l) => l.bidirectional({ layer: l.lstm({ units: 3 }), mergeMode: 'concat' })),
  categoryEncoding: one([5], (l) => l.categoryEncoding({ numTokens: 5, outputMode: 'multiHot' }), { whole: 5 }),
  centerCrop: one(image, (l) => l.centerCrop({ height: 4, width: 4 }), { first: true }),
  concatenate: two([6], (l) => l.concatenate()),
  conv1d: one(line, (l) => l.conv1d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' })),
  'conv1d, dilated': one(line, (l) => l.conv1d({ filters: 5, kernelSize: 2, dilationRate: 2, activation: 'tanh' })),
  'conv1d, causal': one(line, (l) => l.conv1d({ filters: 5, kernelSize: 3, padding: 'causal' })),
  conv2d: one(image, (l) => l.conv2d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' })),
  'conv2d, linear': one(image, (l) => l.conv2d({ filters: 5, kernelSize: [2, 3], useBias: false })),
  'conv2d, dilated': one(image, (l) => l.conv2d({ filters: 5, kernelSize: 2, dilationRate: 2, activation: 'relu' })),
  'conv2d, dilated and linear': one(image, (l) => l.conv2d({ filters: 5, kernelSize: 2, dilationRate: 2 })),
  'conv2d, stride above filter': one([8, 5, 2], (l) => l.conv2d({ filters: 3, kernelSize: [4, 1], strides: 3, padding: 'same', activation: 'relu' })),
  conv2dTranspose: one(image, (l) => l.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' })),
  conv3d: one(volume, (l) => l.conv3d({ filters: 3, kernelSize: 2, strides: 2 })),
  'conv3d, dilated': one(volume, (l) => l.conv3d({ filters: 3, kernelSize: 2, dilationRate: 2 })),
  conv3dTranspose: one([2, 3, 2, 2], (l) => l.conv3dTranspose({ filters: 3, kernelSize: 2, strides: 2 })),
  convLstm2d: one([3, 5, 5, 2], (l) => l.convLstm2d({ filters: 2, kernelSize: 2 })),
  cropping2D: one(image, (l) => l.cropping2D({ cropping: [[1, 1], [2, 0]] })),
  dense: one([6], (l) => l.dense({ units: 40, activation: 'softmax' })),
  depthwiseConv2d: one(image, (l) => l.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2 })),
  'depthwiseConv2d, dilated': one(image, (l) => l.depthwiseConv2d({ kernelSize: 2, dilationRate: 2 })),
  dot: two([4, 3], (l) => l.dot({ axes: -1 })),
  dropout: one([6], (l) => l.dropout({ rate: 0.5, seed: 3 })),
  elu: one([6], (l) => l.elu()),
  embedding: one([4], (l) => l.embedding({ inputDim: 7, outputDim: 5 }), { whole: 7 }),
  flatten: one(image, (l) => l.flatten()),
  gaussianDropout: one([6], (l) => l.gaussianDropout({ rate: 0 })),
  gaussianNoise: one([6], (l) => l.gaussianNoise({ stddev: 0 })),
  globalAveragePooling1d: one(line, (l) => l.globalAveragePooling1d()),
  globalAveragePooling2d: one(image, (l) => l.globalAveragePooling2d({})),
  globalMaxPooling1d: one(line, (l) => l.globalMaxPooling1d()),
  globalMaxPooling2d: one(image, (l) => l.globalMaxPooling2d({})),
  gru: one(line, (l) => l.gru({ units: 3 })),
  layerNormalization: one([6], (l) => l.layerNormalization()),
  leakyReLU: one([6], (l) => l.leakyReLU()),
  lstm: one(line, (l) => l.lstm({ units: 3, returnSequences: true })),
  masking: one(line, (l) => l.masking()),
  maximum: two([6], (l) => l.maximum()),
  maxPooling1d: one(line, (l) => l.maxPooling1d({ poolSize: 3, strides: 2 })),
  maxPooling2d: one(image, (l) => l.maxPooling2d({ poolSize: 2, padding: 'same' })),
  maxPooling3d: one(volume, (l) => l.maxPooling3d({ poolSize: [2, 3, 1], strides: 1 })),
  minimum: two([6], (l) => l.minimum()),
  multiply: two([6], (l) => l.multiply()),
  permute: one([3, 4], (l) => l.permute({ dims: [2, 1] })),
  prelu: one([6], (l) => l.prelu()),
  reLU: one([6], (l) => l.reLU({ maxValue: 1 })),
  randomWidth: one(image, (l) => l.randomWidth({ factor: [0, 0] }), { first: true }),
  repeatVector: one([6], (l) => l.repeatVector({ n: 3 })),
  rescaling: one(image, (l) => l.rescaling({ scale: 0.5, offset: 1 })),
  reshape: one([6], (l) => l.reshape({ targetShape: [2, 3] })),
  resizing: one(image, (l) => l.resizing({ height: 4, width: 9 }), { first: true }),
  rnn: one(line, (l) => l.rnn({ cell: l.stackedRNNCells({ cells: [l.simpleRNNCell({ units: 3 }), l.gruCell({ units: 2 }), l.lstmCell({ units: 2 })] }) })),
  separableConv2d: one(image, (l) => l.separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2, padding: 'same' })),
  simpleRNN: one(line, (l) => l.simpleRNN({ units: 3 })),
  softmax: one([6], (l) => l.softmax()),
  spatialDropout1d: one(line, (l) => l.spatialDropout1d({ rate: 0 })),
  thresholdedReLU: one([6], (l) => l.thresholdedReLU({ theta: 0.1 })),
  timeDistributed: one(line, (l) => l.timeDistributed({ layer: l.dense({ units: 3 }) })),
  upSampling2d: one(image, (l) => l.upSampling2d({ size: [2, 2] })),
  'upSampling2d, bilinear': one(image, (l) => l.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })),
  zeroPadding2d: one(image, (l) => l.zeroPadding2d({ padding: [1, 2] })),
};

/** Names of tf.layers that are no layer of their own: base classes, entries, cells and second names. */
export const NO_LAYERS: Record<string, string> = {
  Layer: 'base class', RNN: 'base class', RNNCell: 'base class', input: 'entry of a model', inputLayer: 'entry of a model',
  convLstm2dCell: 'in convLstm2d', gruCell: 'in rnn', lstmCell: 'in rnn', simpleRNNCell: 'in rnn', stackedRNNCells: 'in rnn',
  avgPool1d: 'second name', avgPool2d: 'second name', avgPool3d: 'second name', avgPooling1d: 'second name', avgPooling2d: 'second name', avgPooling3d: 'second name',
  globalMaxPool1d: 'second name', globalMaxPool2d: 'second name', maxPool1d: 'second name', maxPool2d: 'second name',
};

/**
 * Builds the model: a layer with weights before, so that the case's own input has a gradient, the case,
 * and a dense layer after. All weights are set from the generator, so that both backends start alike.
 */
export async function train(c: Case, seed: Seeded, steps: number): Promise<{ weights: number[][]; loss: number }> {
  const early = c.whole !== undefined || c.first;
  const before = early ? [] : c.inputs.map((shape) => tf.layers.dense({ units: shape.at(-1)! }));
  const entries = c.inputs.map((shape) => tf.input({ shape }));
  const carried = entries.map((t, i) => (c.whole !== undefined ? t : c.first ? (tf.layers.zeroPadding2d({ padding: 1 }).apply(t) as typeof t) : (before[i]!.apply(t) as typeof t)));
  const middle = c.build(tf.layers).apply(carried.length > 1 ? carried : carried[0]!) as (typeof entries)[0];
  const flat = middle.shape.length > 2 ? (tf.layers.flatten().apply(middle) as typeof middle) : middle;
  const model = tf.model({ inputs: entries, outputs: tf.layers.dense({ units: 2 }).apply(flat) as typeof middle });
  const tensor = (shape: number[], values: ArrayLike<number>): Tensor => tf.tensor(Array.from(values), shape);
  model.setWeights(model.getWeights().map((w) => tensor(w.shape, seed.numbers(w.shape).values)));
  model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
  const batch = 3;
  const xs = c.inputs.map((shape) => {
    const n = [batch, ...shape];
    return tensor(n, c.whole ? Array.from({ length: size(n) }, () => seed.int(0, c.whole! - 1)) : seed.numbers(n).values);
  });
  const ys = tensor([batch, 2], seed.numbers([batch, 2]).values);
  try {
    const history = await model.fit(xs, ys, { epochs: steps, batchSize: batch, shuffle: false, verbose: 0 });
    const weights = await Promise.all(model.getWeights().map(async (w) => Array.from(await w.data())));
    return { weights, loss: history.history.loss!.at(-1) as number };
  } finally {
    tf.dispose([xs, ys]);
    model.dispose();
  }
}
