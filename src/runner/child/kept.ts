import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import type { Plain } from '../protocol/messages';
import { tf } from './tf';

const LayersModelClass = tf.LayersModel;
const predict = Object.getOwnPropertyDescriptor(tf.LayersModel.prototype, 'predict')!.value as (this: LayersModel, x: Tensor) => Tensor;
const kept = new Map<string, unknown>();
const get = kept.get.bind(kept);
const set = kept.set.bind(kept);
const has = kept.has.bind(kept);

/** The host named something that this process does not have: it was kept by one that has ended. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

/** Puts a value aside under a name, for a later call; it is not disposed between the calls. */
export const keep = (name: string, value: unknown): void => void set(name, value);

export function keptValue(name: string): unknown {
  if (!has(name)) throw new NotKept(name);
  return get(name);
}

export const isModel = (value: unknown): value is LayersModel => value instanceof LayersModelClass;

/** At most this many layers are told of; no exercise asks for so many. */
const MAX_LAYERS = 200;

/** What a model of tf.layers is made of. Its weights are read with `builtins`. */
export function describeModel(model: LayersModel): Plain {
  const shapeOf = (shape: unknown): number[] => {
    const list: number[] = [];
    if (Array.isArray(shape)) for (let i = 0; i < shape.length && i < 8; i++) list[i] = typeof shape[i] === 'number' ? (shape[i] as number) : -1;
    return list;
  };
  const layers: Extract<Plain, { type: 'model' }>['layers'] = [];
  const visit = (of: LayersModel): void => {
    for (let i = 0; i < of.layers.length && layers.length < MAX_LAYERS; i++) {
      const layer = of.layers[i]!;
      // A model within a model (transfer learning) counts by its parts.
      if (isModel(layer)) {
        visit(layer);
        continue;
      }
      const { activation } = layer.getConfig() as { activation?: unknown };
      // A layer that is used twice has as many shapes; `outputShape` throws where they differ.
      for (let k = 0; k < layer.inboundNodes.length && layers.length < MAX_LAYERS; k++) {
        layers[layers.length] = { kind: String(layer.getClassName()), activation: typeof activation === 'string' ? activation : undefined, output: shapeOf(layer.inboundNodes[k]!.outputShapes[0]) };
      }
    }
  };
  visit(model);
  return { type: 'model', input: shapeOf(model.inputs[0]?.shape), output: shapeOf(model.outputs[0]?.shape), inputs: model.inputs.length, outputs: model.outputs.length, parameters: model.countParams(), layers };
}

/** What the host may ask of a kept model by itself; the names are no identifiers, so that no export hides them. */
export const BUILT_IN: Record<string, ((...args: unknown[]) => unknown) | undefined> = {
  __proto__: null as never,
  /** model.predict(x): what the model gives, without the learner's code. */
  '@predict': (model, x) => predict.call(model as LayersModel, x as Tensor),
  /** All weights in a row, as copies: whoever asks may dispose them. */
  '@weights': (model) => tf.tidy(() => tf.concat((model as LayersModel).getWeights().map((weight) => tf.reshape(weight, [-1])))),
};
