// Fails for a single picture: squeeze takes the axis of the batch too | loses: predict-classes
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function predict(model: tf.LayersModel, images: tf.Tensor4D) {
  const p = model.predict(images) as tf.Tensor2D;
  return Array.from(p.squeeze().argMax(1).dataSync());
}
