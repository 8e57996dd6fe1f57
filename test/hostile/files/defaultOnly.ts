// Everything is a property of the default export | score: 0 | says: default export
import * as tf from '@tensorflow/tfjs';

export default { update: (p: any) => tf.tidy(() => p) };
