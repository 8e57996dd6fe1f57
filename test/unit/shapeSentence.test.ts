import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { shapeSentence, withoutStatus } from '../../src/grading/shapeSentence';
import { translate } from '../../src/kit/l10n';

const ones = (...shape: number[]): tf.Tensor => tf.ones(shape);
const whole = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');
/** What a learner without types could pass. */
const anything = (value: unknown): tf.Tensor => value as tf.Tensor;
const ofFour = (): tf.Sequential => tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4], name: 'first' })] });
const compiled = (): tf.Sequential => {
  const model = ofFour();
  model.compile({ loss: 'categoricalCrossentropy', optimizer: 'sgd' });
  return model;
};

/** What TensorFlow.js is made to throw, and what is said of it, without the function's name. */
const PROVOKED: [what: string, provoke: () => unknown, says: string][] = [
  ['no transposition fits', () => tf.matMul(ones(32, 4), ones(8, 16)), '`matMul` of [32,4] × [8,16]: the inner sizes 4 and 8 differ. Which of the two does not have the shape that you expect?'],
  ['the second is to be transposed', () => tf.matMul(ones(32, 4), ones(16, 4)), '`matMul` of [32,4] × [16,4]: the inner sizes 4 and 16 differ. Did you mean to transpose the second?'],
  ['the second is not to be transposed', () => tf.matMul(ones(32, 4), ones(4, 16), false, true), '`matMul` of [32,4] × [4,16]ᵀ: the inner sizes 4 and 16 differ. Did you mean not to transpose the second?'],
  ['the first is to be transposed', () => tf.matMul(ones(32, 4), ones(32, 16)), '`matMul` of [32,4] × [32,16]: the inner sizes 4 and 32 differ. Did you mean to transpose the first?'],
  ['the first is not to be transposed', () => tf.matMul(ones(32, 4), ones(4, 16), true), '`matMul` of [32,4]ᵀ × [4,16]: the inner sizes 32 and 4 differ. Did you mean not to transpose the first?'],
  ['either may be transposed', () => tf.matMul(ones(32, 4), ones(32, 4)), '`matMul` of [32,4] × [32,4]: the inner sizes 4 and 32 differ. Did you mean to transpose one of the two?'],
  ['the other order fits', () => tf.matMul(ones(32, 4), ones(8, 32)), '`matMul` of [32,4] × [8,32]: the inner sizes 4 and 8 differ. Did you mean the other order?'],
  ['a batch of products', () => tf.matMul(ones(2, 32, 4), ones(2, 16, 4)), '`matMul` of [2,32,4] × [2,16,4]: the inner sizes 4 and 16 differ. Did you mean to transpose the second?'],
  ['batches that differ', () => tf.matMul(ones(2, 3, 4), ones(5, 4, 2)), 'the shapes [2] and [5] do not go together: counted from the right, 2 meets 5, and neither is 1. Which of the two does not have the shape that you expect?'],
  ['a fused product', () => tf.fused.matMul({ a: tf.ones<tf.Rank.R2>([2, 3]), b: tf.ones<tf.Rank.R2>([2, 5]) }), '`matMul` of [2,3] × [2,5]: the inner sizes 3 and 2 differ. Did you mean to transpose the first?'],
  ['a vector to the left', () => tf.matMul(ones(4), ones(4, 2)), '`matMul` multiplies matrices, but its first argument is a vector, [4]. Did you mean to give it a second dimension with `reshape([1, -1])`?'],
  ['a vector to the right', () => tf.matMul(ones(4, 2), ones(2)), '`matMul` multiplies matrices, but got [4,2] × [2]. Did you mean to give the vector a second dimension, with `reshape([-1, 1])` or `reshape([1, -1])`?'],
  ['a number to the right', () => tf.matMul(ones(4, 2), anything(3)), '`matMul` multiplies matrices, but got [4,2] × [], where [] is a single number. Did you mean `mul`?'],

  ['shapes that do not broadcast', () => tf.add(ones(32, 4), ones(8, 16)), 'the shapes [32,4] and [8,16] do not go together: counted from the right, 4 meets 16, and neither is 1. Which of the two does not have the shape that you expect?'],
  ['a sum without its dimension', () => tf.div(ones(32, 4), ones(32)), 'the shapes [32,4] and [32] do not go together: counted from the right, 4 meets 32, and neither is 1. Did you mean to keep the dimension that was summed (`keepDims`), so that [32] is [32,1]?'],
  ['a side that lies', () => tf.mul(ones(3, 2), ones(2, 3)), 'the shapes [3,2] and [2,3] do not go together: counted from the right, 2 meets 3, and neither is 1. Did you mean to transpose one of the two?'],
  ['where', () => tf.where(tf.ones([2, 3], 'bool'), ones(2, 3), ones(4, 3)), 'the shapes [2,3] and [4,3] do not go together: counted from the right, 2 meets 4, and neither is 1. Which of the two does not have the shape that you expect?'],
  ['broadcastTo', () => tf.broadcastTo(ones(2, 3), [4, 3]), 'the shapes [2,3] and [4,3] do not go together: counted from the right, 2 meets 4, and neither is 1. Which of the two does not have the shape that you expect?'],
  ['the layer add', () => tf.layers.add().apply([ones(2, 3), ones(2, 4)]), 'the shapes [3] and [4] do not go together: counted from the right, 3 meets 4, and neither is 1. Which of the two does not have the shape that you expect?'],

  ['concat along the wrong axis', () => tf.concat([ones(2, 3), ones(2, 4)], 0), '`concat` of [2,3] and [2,4]: they differ in axis 1 (3 and 4), and only the axis that is joined may differ. Did you mean to join along axis 1?'],
  ['concat', () => tf.concat([ones(2, 3), ones(3, 4)], 0), '`concat` of [2,3] and [3,4]: they differ in axis 1 (3 and 4), and only the axis that is joined may differ. Which of the two does not have the shape that you expect?'],
  ['concat of two ranks', () => tf.concat([ones(2, 3), ones(3)], 0), '`concat` joins tensors with the same number of dimensions: tensor 1 (counted from 0) is not of rank 2, as the first is. Does it need `expandDims` or `reshape`?'],
  ['the layer concatenate', () => tf.layers.concatenate().apply([ones(2, 3, 3), ones(2, 4, 3)]), '`concat` of [2,3,3] and [2,4,3]: they differ in axis 1 (3 and 4), and only the axis that is joined may differ. Did you mean to join along axis 1?'],
  ['stack', () => tf.stack([ones(2, 3), ones(3, 3)]), '`stack` needs tensors of one shape, but got [2,3] and [3,3]. Did you mean `concat`?'],
  ['stack of two ranks', () => tf.stack([ones(2, 3), ones(3)]), '`stack` needs tensors of one shape, but got [2,3] and [3]. Which of the two does not have the shape that you expect?'],

  ['a batch size that is written down', () => tf.reshape(ones(10, 28, 28), [32, 784]), 'a tensor with 7840 values cannot take the shape [32,784], which holds 25088. Did you mean [32,784] with `-1` in the first place, which gives 10 there?'],
  ['reshape', () => tf.reshape(ones(2, 3), [5]), 'a tensor with 6 values cannot take the shape [5], which holds 5. Where do the values that are too many or too few come from?'],
  ['reshape with -1', () => tf.reshape(ones(2, 3), [4, -1]), '`reshape` with `-1`: 6 values do not divide by 4, the product of the other sizes. Is one of those sizes wrong?'],
  ['values and a shape', () => tf.tensor2d([1, 2, 3, 4, 5], [2, 2]), 'a tensor with 5 values cannot take the shape [2,2], which holds 4. Where do the values that are too many or too few come from?'],
  ['nested values and a shape', () => tf.tensor([[1, 2], [3, 4]], [4]), 'the nested array has the shape [2,2], but the shape that was given is [4]. Did you mean to leave the shape out?'],

  ['an index that counts from 1', () => tf.gather(ones(3, 2), whole(3)), '`gather` asks for index 3, but the indices of that axis are 0 to 2. Do yours count from 1?'],
  ['an index', () => tf.gather(ones(3, 2), whole(-1)), '`gather` asks for index -1, but the indices of that axis are 0 to 2. Is it the right axis?'],
  ['slice of another rank', () => tf.slice2d(anything(ones(3)) as tf.Tensor2D, [0, 0], [1, 1]), '`slice2d` takes `x` of rank 2, but got rank 1. Is a dimension missing or too many, such as that of the batch?'],
  ['topk', () => tf.topk(ones(2, 3), 5), '`topk` is to give 5 of only 3 values. Did you mean the smaller of the two?'],
  ['an axis', () => tf.sum(ones(2, 3), 2), 'there is no axis 2 in a tensor of rank 2, whose axes are 0 to 1. Is a dimension missing, or counted from 1?'],
  ['the axis of unstack', () => tf.unstack(ones(2, 3), 2), 'an axis lies outside a tensor of rank 2. Is a dimension missing, or counted from 1?'],
  ['the axis of argMax', () => tf.argMax(ones(2, 3), 2), 'there is no axis 2 in a tensor of rank 2, whose axes are 0 to 1. Is a dimension missing, or counted from 1?'],
  ['transpose', () => tf.transpose(ones(2, 3), [0, 1, 2]), '`transpose` got [0,1,2] for a tensor of rank 2. Is there one number for each dimension?'],
  ['tile', () => tf.tile(ones(2, 3), [2]), '`tile` got [2] for a tensor of rank 2. Is there one number for each dimension?'],
  ['dot', () => tf.dot(ones(3), ones(4)), '`dot`: the inner sizes 3 and 4 differ. Which of the two does not have the shape that you expect?'],
  ['dot of rank 3', () => tf.dot(ones(2, 3, 4), ones(4, 5)), '`dot` takes vectors and matrices, but got ranks 3 and 2. Did you mean `matMul`?'],
  ['a mask', () => tf.booleanMaskAsync(ones(2, 3), tf.tensor1d([1, 0, 1], 'bool')), '`booleanMask`: the mask [3] must have the first dimensions of the tensor, which are [2]. Does it have one entry for each row?'],
  ['assign', () => tf.variable(ones(2)).assign(ones(3)), '`assign` keeps the shape of a variable, [2], but the new value is [3]. Was a dimension summed away, or broadcast?'],
  ['the gradient of a gradient', () => tf.grad((x) => tf.mul(x, 2))(ones(2, 3), ones(4)), 'the gradient of `a` has the shape [4], but `a` has [2,3]. A gradient has the shape of what it belongs to: is a sum over the batch missing?'],

  ['the depth of a convolution', () => tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 3]), tf.ones<tf.Rank.R4>([3, 3, 1, 4]), 1, 'same'), '`conv2d`: the input has 3 channels, but the filter takes 1. Is the filter [height, width, channels in, channels out], and are the channels the last dimension of the input?'],
  ['the depth of a depthwise convolution', () => tf.depthwiseConv2d(tf.ones<tf.Rank.R4>([1, 4, 4, 3]), tf.ones<tf.Rank.R4>([2, 2, 2, 1]), 1, 'same'), '`depthwiseConv2d`: the input has 3 channels, but the filter takes 2. Is the filter [height, width, channels in, channels out], and are the channels the last dimension of the input?'],
  ['the rank of a picture', () => tf.conv2d(ones(8, 8) as tf.Tensor4D, tf.ones<tf.Rank.R4>([3, 3, 1, 4]), 1, 'same'), '`conv2d` takes `input` of rank 4, but got rank 2. Is a dimension missing or too many, such as that of the batch?'],
  ['the rank of a filter', () => tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 3]), ones(3, 3, 3) as tf.Tensor4D, 1, 'same'), '`conv2d` takes `filter` of rank 4, but got rank 3. Is a dimension missing or too many, such as that of the batch?'],
  ['the rank of what is pooled', () => tf.maxPool(ones(8, 8) as tf.Tensor4D, 2, 2, 'same'), '`maxPool` takes `input` of rank 4, but got rank 2. Is a dimension missing or too many, such as that of the batch?'],

  ['a loss', () => tf.losses.softmaxCrossEntropy(ones(2, 3), ones(2, 4)), '`softmaxCrossEntropy` compares labels [2,3] with predictions [2,4], and the shapes must be the same. Which of the two does not have the shape that you expect?'],
  ['a loss of whole labels', () => tf.losses.meanSquaredError(ones(2), ones(2, 4)), '`meanSquaredError` compares labels [2] with predictions [2,4], and the shapes must be the same. Did you mean one-hot labels (`tf.oneHot`)?'],
  ['one-hot of real numbers', () => tf.oneHot(tf.tensor1d([0.5, 1]), 3), '`oneHot` takes its argument `indices` as int32, but got float32. Is a `cast` missing?'],
  ['nothing', () => tf.matMul(ones(2, 3), anything(undefined)), '`matMul` got nothing for its argument `b`. Does the function that should give it return something?'],
  ['an object', () => tf.matMul(ones(2, 3), anything({})), '`matMul` takes a tensor as its argument `b`, but got one of type Object. Is it an object that holds the tensor, or a promise that was not awaited?'],

  ['what a model takes', () => ofFour().predict(ones(2, 5)), '`first_input` takes the shape [?,4], but got [2,5]. Does the first dimension count the examples, and do the others fit?'],
  ['the rank that a model takes', () => tf.sequential({ layers: [tf.layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [28, 28, 1], name: 'first' })] }).predict(ones(2, 28, 28)), '`first_input` takes rank 4, but got [2,28,28]. Is the dimension of the batch, or that of the channels, missing?'],
  ['what a layer takes', () => { const layer = tf.layers.dense({ units: 3, name: 'twice' }); layer.apply(ones(2, 4)); layer.apply(ones(2, 5)); }, 'the layer `twice` was built for 4 in axis -1, but gets [2,5]. Does the layer before it give as many, or is the layer used for two things?'],
  ['the rank that a layer takes', () => tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] }), tf.layers.maxPooling2d({ poolSize: 2, name: 'pool' })] }), 'the layer `pool` takes rank 4 (the batch counted), but gets rank 2. Which layer stands before it, and is a `flatten` or `reshape` missing or too many?'],
  ['the least rank that a layer takes', () => tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] }), tf.layers.flatten({ name: 'flat' })] }), 'the layer `flat` takes rank 3 (the batch counted), but gets rank 2. Which layer stands before it, and is a `flatten` or `reshape` missing or too many?'],
  ['targets of training', () => compiled().fit(ones(2, 4), ones(2, 5)), 'the model gives [3] for each example, but each target is [5]. Are the labels one-hot, with as many classes?'],
  ['whole labels in training', () => compiled().fit(ones(2, 4), whole(0, 1)), 'the model gives [3] for each example, but each target is [1]. Are the labels one-hot, with as many classes?'],
  ['examples of training', () => compiled().fit(ones(2, 5), ones(2, 3)), 'the model takes [4] for each example, but each is [5]. Does `inputShape` fit the data?'],
  ['as many examples as targets', () => compiled().fit(ones(2, 4), ones(5, 3)), 'the model is given 2 examples and 5 targets. Are both cut from the same place?'],
  ['weights', () => ofFour().layers[0]!.setWeights([ones(4, 4), ones(3)]), '`setWeights`: the layer holds a weight of shape [4,3], but got [4,4]. Are the weights in the order of `getWeights()`?'],
];

/** What the kernels of wasm do not check, or do not have outside the runner. */
const ON_CPU: typeof PROVOKED = [
  ['slice past the end', () => tf.slice(ones(2, 3), [0, 2], [2, 3]), '`slice` reaches to 5 in dimension 1, whose size is 3. Is its last argument how many to take, and not where to end?'],
  ['slice with too many numbers', () => tf.slice(ones(2, 3), [0, 0, 0], [1, 1, 1]), '`slice` got [0,0,0] for a tensor of rank 2. Is there one number for each dimension?'],
  ['einsum', () => tf.einsum('ij,jk->ik', ones(2, 3), ones(4, 5)), '`einsum`: one letter stands for two sizes, 3 and 4 (axis 0 of [4,5]). Do the letters name the axes in the right order?'],
];

/** What TensorFlow's library says in the same places; test/runner/grading/shapes.test.ts has it say so. */
const OF_THE_LIBRARY: [text: string, says: string][] = [
  ['Matrix size-incompatible: In[0]: [32,4], In[1]: [16,4] 0 0', '`matMul` of [32,4] × [16,4]: the inner sizes 4 and 16 differ. Did you mean to transpose the second?'],
  ['Matrix size-incompatible: In[0]: [32,4], In[1]: [4,16] 0 1', '`matMul` of [32,4] × [4,16]ᵀ: the inner sizes 4 and 16 differ. Did you mean not to transpose the second?'],
  ['In[1] ndims must be >= 2: 1', '`matMul` multiplies matrices, but argument 2 of the two is of rank 1. Did you mean `mul`, or to give a vector a second dimension with `reshape`?'],
  ['In[0] and In[1] must have compatible batch dimensions: [2,3,4] vs. [5,4,2]', 'the shapes [2] and [5] do not go together: counted from the right, 2 meets 5, and neither is 1. Which of the two does not have the shape that you expect?'],
  ['Incompatible shapes: [32,4] vs. [32]', 'the shapes [32,4] and [32] do not go together: counted from the right, 4 meets 32, and neither is 1. Did you mean to keep the dimension that was summed (`keepDims`), so that [32] is [32,1]?'],
  ['ConcatOp : Dimension 1 in both shapes must be equal: shape[0] = [2,3] vs. shape[1] = [3,4]', '`concat` of [2,3] and [3,4]: they differ in axis 1 (3 and 4), and only the axis that is joined may differ. Which of the two does not have the shape that you expect?'],
  ['ConcatOp : Ranks of all input tensors should match: shape[0] = [2,3] vs. shape[1] = [3]', '`concat` joins tensors with the same number of dimensions, but got [2,3] and [3]. Does one of them need `expandDims` or `reshape`?'],
  ['ConcatOp : Expected concatenating dimensions in the range [-2, 2), but got 2', 'there is no axis 2 in a tensor of rank 2, whose axes are 0 to 1. Is a dimension missing, or counted from 1?'],
  ['Shapes of all inputs must match: values[0].shape = [2,3] != values[1].shape = [3,3]', '`stack` needs tensors of one shape, but got [2,3] and [3,3]. Did you mean `concat`?'],
  ['Input to reshape is a tensor with 6 values, but the requested shape has 8', '`reshape` of 6 values to a shape that holds 8. Where do the values that are too many or too few come from?'],
  ['Input to reshape is a tensor with 6 values, but the requested shape requires a multiple of 4', '`reshape` with `-1`: 6 values do not divide by 4, the product of the other sizes. Is one of those sizes wrong?'],
  ['Expected size[1] in [0, 1], but got 3', '`slice` is to take 3 in dimension 1, where only 1 are left from its start. Is its last argument how many to take, and not where to end?'],
  ['Expected begin[0] in [0, 2], but got 3', '`slice` begins at 3 in dimension 0, whose size is 2. Is the start right?'],
  ['Expected dimension in the range [-2, 2), but got 2', 'there is no axis 2 in a tensor of rank 2, whose axes are 0 to 1. Is a dimension missing, or counted from 1?'],
  ['Expected dimension 3 at axis 0 of the input shaped [4,5] but got dimension 4', '`einsum`: one letter stands for two sizes, 3 and 4 (axis 0 of [4,5]). Do the letters name the axes in the right order?'],
];

const inWords = (message: string): string | undefined => {
  const sentence = shapeSentence(message, 'forward');
  return sentence && translate(sentence, 'en');
};

const thrownBy = async (provoke: () => unknown): Promise<string> => {
  try {
    await provoke();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe.each(['cpu', 'wasm'])('what the backend %s throws is said in words:', (backend) => {
  beforeAll(() => tf.setBackend(backend));
  it.each(backend === 'cpu' ? [...PROVOKED, ...ON_CPU] : PROVOKED)('%s', async (_, provoke, says) => {
    const message = await thrownBy(provoke);
    expect(inWords(message), message).toBe(`\`forward\`: ${says}`);
  });
});

describe("what TensorFlow's library throws", () => {
  it.each(OF_THE_LIBRARY)('is said in words: %s', (text, says) => {
    expect(inWords(`Invalid TF_Status: 3\nMessage: ${text}`)).toBe(`\`forward\`: ${says}`);
  });

  it('begins with what it says, and not with its status', () => {
    expect(withoutStatus('Invalid TF_Status: 3\nMessage: k must be positive\nat node')).toBe('k must be positive\nat node');
  });
});

it.each(['no idea', 'Tensor is disposed.', "Cannot read properties of undefined (reading 'shape')", 'Which shapes?', 'Expected 3 to be 4', 'The weights [2,3] and [3,2] must match'])("is silent about what is not a shape's: %s", (message) => {
  expect(shapeSentence(message, 'forward')).toBeUndefined();
});
