// dataset.batch and trainOnBatch; global average pooling; typed arrays
import tf from '@tensorflow/tfjs';
import { type Options } from './parts/blocks';

export * from './parts/blocks';

export const buildModel = () => {
  const model = tf.sequential({ name: 'digits' });
  model.add(tf.layers.zeroPadding2d({ inputShape: [28, 28, 1], padding: 2 }));
  model.add(tf.layers.conv2d({ filters: 16, kernelSize: 5, strides: [2, 2], activation: 'relu' }));
  model.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, strides: 2, activation: 'selu' }));
  model.add(tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }));
  model.add(tf.layers.globalAveragePooling2d({}));
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
  return model;
};

export const train = async (model: tf.LayersModel, images: tf.Tensor4D, labels: tf.Tensor2D, o: Options) => {
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const [pictures, classes] = [tf.unstack(images), tf.unstack(labels)];
  const data = tf.data.array(pictures.map((xs, i) => ({ xs, ys: classes[i] }))).shuffle(1000, String(o.seed)).batch(o.batchSize);
  let batch = 0;
  for (let epoch = 0; epoch < o.epochs; epoch++) {
    const iterator = await data.iterator();
    for (;;) {
      const { value, done } = await iterator.next();
      if (done) break;
      const { xs, ys } = value as { xs: tf.Tensor; ys: tf.Tensor };
      const [loss, share] = (await model.trainOnBatch(xs, ys)) as number[];
      tf.dispose([xs, ys]);
      o.onBatch?.(batch++, loss, share);
    }
  }
  tf.dispose([...pictures, ...classes]);
};

export const predict = (model: tf.LayersModel, images: tf.Tensor4D) => Float64Array.from(tf.tidy(() => (model.predict(images, { batchSize: 500 }) as tf.Tensor).argMax(1)).dataSync());
