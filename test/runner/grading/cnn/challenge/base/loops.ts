import * as tf from '@tensorflow/tfjs';

export const conv2dGradients = (x: tf.Tensor4D, filters: tf.Tensor4D, dy: tf.Tensor4D, stride: number) => {
  const [n, h, w, c] = x.shape;
  const [fh, fw, , o] = filters.shape;
  const [, oh, ow] = dy.shape;
  const top = Math.floor(Math.max((oh - 1) * stride + fh - h, 0) / 2);
  const left = Math.floor(Math.max((ow - 1) * stride + fw - w, 0) / 2);
  const X = x.dataSync(), F = filters.dataSync(), G = dy.dataSync();
  const dx = new Float32Array(X.length);
  const dF = new Float32Array(F.length);
  for (let b = 0; b < n; b++) for (let r = 0; r < oh; r++) for (let q = 0; q < ow; q++) for (let m = 0; m < o; m++) {
    const g = G[((b * oh + r) * ow + q) * o + m];
    for (let i = 0; i < fh; i++) for (let j = 0; j < fw; j++) {
      const y = r * stride + i - top, z = q * stride + j - left;
      if (y < 0 || y >= h || z < 0 || z >= w) continue;
      for (let k = 0; k < c; k++) {
        dx[((b * h + y) * w + z) * c + k] += g * F[((i * fw + j) * c + k) * o + m];
        dF[((i * fw + j) * c + k) * o + m] += g * X[((b * h + y) * w + z) * c + k];
      }
    }
  }
  return { dx: tf.tensor4d(dx, x.shape), dFilters: tf.tensor4d(dF, filters.shape) };
};
