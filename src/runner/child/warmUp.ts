import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { now } from './clock';
import { LearnerModule, tensorflowModule } from './load';
import { seedRandom } from './random';
import { prepareStripper } from './strip';
import { copyOfApi, tf } from './tf';

/** CPU time that the warm-up may take in all, in milliseconds; V8 has optimised the common path long before. */
const BUDGET = 1_500;
/** A host that has a file already sends it at once, and is not to wait for any of this; in milliseconds. */
const PAUSE = 50;
/** A message that arrives meanwhile waits for one slice at most, in milliseconds. */
const SLICE = 8;

let stopped = false;

/** The learner's file has come: from now on the time is his. */
export function stopWarmUp(): void {
  stopped = true;
}

/**
 * While the process waits for a file, does what the first calls would otherwise pay for: compiles the type
 * stripper, loads a module, and trains a small network of the exercises' operations until V8 has optimised
 * them. Leaves nothing behind: no tensor, no seed, no module.
 */
export function startWarmUp(): void {
  const cpuUsage = process.cpuUsage.bind(process);
  const later = setImmediate;
  const random = Math.random;
  const steps = work();
  const slice = async () => {
    const from = now();
    do {
      const { user, system } = cpuUsage();
      if (stopped || (user + system) / 1000 > BUDGET) return;
      seedRandom(1);
      const step = steps.next();
      Math.random = random;
      if (step.done) return;
      await step.value;
    } while (now() - from < SLICE);
    later(() => void slice());
  };
  setTimeout(() => void slice(), PAUSE);
}

function* work(): Generator<Promise<unknown> | undefined> {
  yield prepareStripper();
  const module = new LearnerModule(tensorflowModule(copyOfApi()), () => Promise.resolve({ problem: 'missing' }));
  yield module.load('warm-up.ts', `import * as tf from '@tensorflow/tfjs';\n${SAMPLE.repeat(20)}`);
  for (;;) {
    tf.tidy(trainStep);
    yield undefined;
  }
}

const SAMPLE = '{ type P = { a: tf.Tensor2D; b?: number }; const f = <T extends P>(x: T, y: number[] = []): number => (x.b! + y.length) as number; void f; }\n';

type Net = { W1: Tensor2D; b1: Tensor1D; W2: Tensor2D; b2: Tensor1D };

/** A step of gradient descent by hand, in the ways in which people write it. */
function trainStep(): void {
  const x = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
  const y = tf.oneHot(tf.tensor1d([0, 1, 1, 0], 'int32'), 2).toFloat() as Tensor2D;
  let p: Net = { W1: tf.truncatedNormal([2, 8], 0, 1, 'float32', 1), b1: tf.zeros([8]), W2: tf.randomNormal([8, 2], 0, 1, 'float32', 1), b2: tf.zeros([2]) };
  for (let i = 0; i < 4; i++) {
    const next = tf.tidy(() => {
      const f = forward(x, p);
      const dz2 = tf.tidy(() => tf.div<Tensor2D>(tf.sub(f.yHat, y), x.shape[0]));
      const da1 = tf.matMul(dz2, p.W2, false, true);
      const dz1 = tf.mul<Tensor2D>(da1, tf.sub(1, tf.square(f.a1)));
      const g: Net = { W1: tf.matMul(x, dz1, true, false), b1: tf.sum(dz1, 0), W2: tf.matMul(f.a1.transpose(), dz2), b2: dz2.sum(0) };
      loss(f.yHat, y).dataSync();
      const step = <T extends Tensor1D | Tensor2D>(value: T, gradient: T): T => tf.sub(value, tf.mul(gradient, 0.5));
      return { W1: step(p.W1, g.W1), b1: step(p.b1, g.b1), W2: step(p.W2, g.W2), b2: step(p.b2, g.b2) };
    });
    tf.dispose(p);
    p = next;
  }
  tf.argMax(forward(x, p).yHat, 1).dataSync();
}

function forward(x: Tensor2D, p: Net) {
  return tf.tidy(() => {
    const z1 = tf.add<Tensor2D>(tf.matMul(x, p.W1), p.b1);
    const a1 = tf.tanh(z1);
    const z2 = a1.matMul(p.W2).add<Tensor2D>(p.b2);
    return { z1, a1, z2, yHat: tf.softmax(z2) };
  });
}

function loss(yHat: Tensor2D, y: Tensor2D): Scalar {
  return tf.tidy(() => tf.neg(tf.mean(tf.sum(tf.mul(y, tf.log(tf.clipByValue(yHat, 1e-7, 1))), 1))) as Scalar);
}
