// Only the first picture | loses: predict-classes
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function predict(model: tf.LayersModel, images: tf.Tensor4D) {
  const p = model.predict(images) as tf.Tensor2D;
  return Array.from(p.slice(0, 1).argMax(1).dataSync());
}
