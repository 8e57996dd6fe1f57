// A promise | loses: predict-classes
import * as tf from '@tensorflow/tfjs';

export * from './base/cnn';

export async function predict(model: tf.LayersModel, images: tf.Tensor4D) {
  return Array.from(await (model.predict(images) as tf.Tensor2D).argMax(1).data());
}
