import type { Forbidden } from '../protocol/messages';
import { tf } from './tf';

/** Thrown where the learner calls what the exercise forbids; the host knows it by its name. */
class ForbiddenCall extends Error {
  override readonly name = 'ForbiddenCall';
}

// Plain variables: a set's or an array's methods could be replaced by the learner's own.
let sawAutodiff = false;
let sawOptimizers = false;

/** What was called since the last time this was asked, even where the learner's code caught the error. */
export function takeForbidden(): Forbidden[] {
  const list: Forbidden[] = sawAutodiff ? (sawOptimizers ? ['autodiff', 'optimizers'] : ['autodiff']) : sawOptimizers ? ['optimizers'] : [];
  sawAutodiff = sawOptimizers = false;
  return list;
}

const refuse = (what: Forbidden) =>
  function refused(): never {
    if (what === 'autodiff') sawAutodiff = true;
    else sawOptimizers = true;
    throw new ForbiddenCall(what);
  };

/**
 * Takes functions away for the exercise, from `api` and from the classes behind it. Watched where every road
 * ends, not by names: `tf.grad`, `variableGrads`, `optimizer.minimize` and `model.fit` all come to
 * `Engine.gradients`. To be called before the learner's file is loaded.
 */
export function forbid(what: readonly Forbidden[], api: Record<string, unknown>): void {
  const lock = (target: object, key: string, value: unknown) => Object.defineProperty(target, key, { value, writable: false, configurable: false, enumerable: true });
  if (what.includes('autodiff')) {
    const engine = tf.engine();
    for (const target of [engine, Object.getPrototypeOf(engine) as object]) lock(target, 'gradients', refuse('autodiff'));
    // The gradient of each kernel, from which a chain rule could be driven by a loop.
    lock(api, 'getGradient', refuse('autodiff'));
  }
  if (what.includes('optimizers')) {
    // A class with static methods, which are not enumerable.
    const makers = Object.getOwnPropertyNames(tf.train).filter((name) => typeof tf.train[name as keyof typeof tf.train] === 'function');
    lock(api, 'train', Object.freeze(Object.fromEntries(makers.map((name) => [name, refuse('optimizers')]))));
    for (const name of Object.keys(tf).filter((key) => key.endsWith('Optimizer'))) {
      const type = tf[name as keyof typeof tf] as { prototype?: object };
      if (type.prototype) for (const method of ['applyGradients', 'minimize', 'computeGradients']) lock(type.prototype, method, refuse('optimizers'));
    }
  }
}
