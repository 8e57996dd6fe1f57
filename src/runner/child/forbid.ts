import type { Forbidden } from '../protocol/messages';
import { tf } from './tf';

/** Thrown where the learner calls what the exercise forbids; the host knows it by its name. */
class ForbiddenCall extends Error {
  override readonly name = 'ForbiddenCall';
}

const seen = new Set<Forbidden>();

/** What was called since the last time this was asked, even where the learner's code caught the error. */
export function takeForbidden(): Forbidden[] {
  const list = [...seen];
  seen.clear();
  return list;
}

const refuse = (what: Forbidden) =>
  function refused(): never {
    seen.add(what);
    throw new ForbiddenCall(what);
  };

/**
 * Takes functions away for the exercise. Watched where every road ends, not by names: `tf.grad`,
 * `variableGrads`, `optimizer.minimize` and `model.fit` all come to `engine().gradients`.
 */
export function forbid(what: readonly Forbidden[]): void {
  const lock = (target: object, key: string, value: unknown) => Object.defineProperty(target, key, { value, writable: false, configurable: false, enumerable: true });
  if (what.includes('autodiff')) lock(tf.engine(), 'gradients', refuse('autodiff'));
  if (what.includes('optimizers')) {
    const train = Object.fromEntries(Object.keys(tf.train).map((name) => [name, refuse('optimizers')]));
    lock(tf, 'train', train);
    for (const name of Object.keys(tf).filter((key) => key.endsWith('Optimizer'))) {
      const type = tf[name as keyof typeof tf] as { prototype?: object };
      if (type.prototype) for (const method of ['applyGradients', 'minimize', 'computeGradients']) lock(type.prototype, method, refuse('optimizers'));
    }
  }
}
