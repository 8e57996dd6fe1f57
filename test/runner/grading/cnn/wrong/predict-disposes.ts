// Disposes the pictures | loses: predict-classes
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export function predict(model: tf.LayersModel, images: tf.Tensor4D) {
  const p = model.predict(images) as tf.Tensor2D;
  const found = Array.from(p.argMax(1).dataSync());
  images.dispose();
  return found;
}
