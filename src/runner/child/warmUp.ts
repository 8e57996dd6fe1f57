import { strip } from './strip';
import { tf } from './tf';

/**
 * Does once, before anyone waits, what the first call would otherwise pay for: the type stripper's
 * compilation and the first, slow run of the common kernels.
 */
export function warmUp(): void {
  strip('const x: number = 1;', 'warm-up.ts');
  tf.tidy(() => {
    for (let i = 0; i < 50; i++) {
      const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      const h = tf.tanh(tf.add(tf.matMul(x, x), tf.tensor1d([1, 2])));
      const e = tf.exp(tf.sub(h, tf.max(h, 1, true)));
      const p = tf.div(e, tf.sum(e, 1, true));
      tf.neg(tf.mean(tf.sum(tf.mul(x, tf.log(tf.clipByValue(p, 1e-7, 1))), 1)));
      tf.matMul(x, tf.sub(p, tf.scalar(1)), true, false).transpose().square().argMax(1);
      tf.randomNormal([2, 2], 0, 1, 'float32', 1);
    }
  });
}
