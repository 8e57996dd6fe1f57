// A layer of its own that computes with the file's conv2d; a nested model; SGD with momentum from tf.train
import * as tf from '@tensorflow/tfjs';
import { conv2d, type Options } from './parts/blocks';

export * from './parts/blocks';

class HandMadeConvolution extends tf.layers.Layer {
  static className = 'HandMadeConvolution';
  private kernel!: tf.LayerVariable;
  constructor(private readonly filters: number) {
    super({});
  }
  override build([, , , channels]: number[]) {
    this.kernel = this.addWeight('kernel', [6, 6, channels, this.filters], 'float32', tf.initializers.heNormal({}));
    super.build([]);
  }
  override computeOutputShape([n, h, w]: number[]) {
    return [n, Math.ceil(h / 3), Math.ceil(w / 3), this.filters];
  }
  override call(inputs: tf.Tensor | tf.Tensor[]) {
    return tf.tidy(() => conv2d((Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D, this.kernel.read() as tf.Tensor4D, 3).relu());
  }
  override getClassName() {
    return HandMadeConvolution.className;
  }
}

export function buildModel(): tf.LayersModel {
  const eye = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [28, 28, 1] }), new HandMadeConvolution(20), tf.layers.flatten()] });
  return tf.sequential({ layers: [eye, tf.layers.dense({ units: 48, activation: 'relu' }), tf.layers.dense({ units: 10, activation: 'softmax' })] });
}

export async function train(model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options) {
  model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: 'categoricalCrossentropy', metrics: [tf.metrics.categoricalAccuracy] });
  let batch = 0;
  return model.fit(images, labels, { batchSize: o.batchSize, epochs: o.epochs, callbacks: new tf.CustomCallback({ onBatchEnd: async (_, logs) => o.onBatch?.(batch++, logs!.loss, logs!.categoricalAccuracy) }), verbose: 0 });
}
