// right: one matrix product for each place in the filter, with dy spread out by the stride
import * as tf from '@tensorflow/tfjs';
export * from './base/dense';

/** dy with stride − 1 zeros after each row and column. */
function spread(dy: tf.Tensor4D, stride: number): tf.Tensor4D {
  const [n, h, w, o] = dy.shape;
  const cells = tf.reshape(dy, [n * h, 1, w, 1, o]);
  return tf.reshape(tf.pad(cells, [[0, 0], [0, stride - 1], [0, 0], [0, stride - 1], [0, 0]]), [n, h * stride, w * stride, o]);
}

export function conv2dGradients(x: tf.Tensor4D, filters: tf.Tensor4D, dy: tf.Tensor4D, stride: number) {
  return tf.tidy(() => {
    const [n, h, w, c] = x.shape;
    const [fh, fw, , o] = filters.shape;
    const [, oh, ow] = dy.shape;
    const totalY = Math.max((oh - 1) * stride + fh - h, 0), totalX = Math.max((ow - 1) * stride + fw - w, 0);
    const top = Math.floor(totalY / 2), left = Math.floor(totalX / 2);
    const wide = spread(dy, stride);
    const [, H, W] = wide.shape;
    const bigH = Math.max(h + totalY, H + fh), bigW = Math.max(w + totalX, W + fw);
    const padded = tf.pad4d(x, [[0, 0], [top, bigH - h - top], [left, bigW - w - left], [0, 0]]);
    const rows = tf.reshape(wide, [n * H * W, o]);
    const grads: tf.Tensor[] = [];
    let dx: tf.Tensor4D = tf.zeros([n, bigH, bigW, c]);
    for (let i = 0; i < fh; i++) {
      for (let j = 0; j < fw; j++) {
        const under = tf.reshape(tf.slice4d(padded, [0, i, j, 0], [n, H, W, c]), [n * H * W, c]);
        grads.push(tf.matMul(under, rows, true, false));
        const back = tf.reshape(tf.matMul(rows, tf.reshape(tf.slice4d(filters, [i, j, 0, 0], [1, 1, c, o]), [c, o]), false, true), [n, H, W, c]) as tf.Tensor4D;
        dx = tf.add(dx, tf.pad4d(back, [[0, 0], [i, bigH - H - i], [j, bigW - W - j], [0, 0]]));
      }
    }
    return { dx: tf.slice4d(dx, [0, top, left, 0], [n, h, w, c]), dFilters: tf.reshape(tf.stack(grads), filters.shape) };
  });
}
