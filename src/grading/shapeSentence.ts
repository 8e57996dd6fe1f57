/**
 * TensorFlow.js's own errors about shapes, in words: both shapes, what differs, one thing to look at. Each
 * backend says them its own way: TensorFlow.js's kernels (cpu, wasm, webgpu) as `Error in matMul: inner shapes (4)
 * and (8) of …`, TensorFlow's library as `Invalid TF_Status: 3`, with the text in the line after it. The texts are
 * those of version 4.22; test/unit/shapeSentence.test.ts provokes each of them.
 */
import { msg, type Message } from '../kit/l10n';

/** The part of an error's text that says something: TensorFlow's library puts its status in the first line. */
export const withoutStatus = (message: string): string => message.replace(/^Invalid TF_Status: \d+\s*\n\s*(?:Message: )?/, '');

/** The sentence for an error that `name` threw, or undefined where it is not about a tensor's shape or kind. */
export function shapeSentence(message: string, name: string): Message | undefined {
  const text = withoutStatus(message);
  for (const [pattern, say] of SENTENCES) {
    const found = pattern.exec(text);
    const sentence = found && say(name, ...found.slice(1));
    if (sentence) return sentence;
  }
  return undefined;
}

type Shape = readonly number[];
type Say = (name: string, ...groups: string[]) => Message | undefined;

const read = (text: string): Shape => text.split(',').filter((part) => part.trim() !== '').map((part) => (part === 'null' ? -1 : Number(part)));
/** `[32,4]`; a size that is left open is written as `?`. */
const show = (shape: Shape): string => `[${shape.map((size) => (size < 0 ? '?' : size)).join()}]`;
const same = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);
const product = (shape: Shape): number => shape.reduce((all, size) => all * size, 1);
const turned = (shape: Shape): Shape => [...shape.slice(0, -2), ...shape.slice(-2).reverse()];
/** The axes where two shapes of one rank differ. */
const differing = (a: Shape, b: Shape): number[] => a.flatMap((size, i) => (size === b[i] ? [] : [i]));

/** Both matrices as they were given; `turnLeft` and `turnRight` say that matMul was to transpose them. */
function matMul(name: string, left: Shape, right: Shape, turnLeft: boolean, turnRight: boolean): Message {
  if (left.length === 0 || right.length === 0) return msg('`{name}`: `matMul` multiplies matrices, but got {left} × {right}, where [] is a single number. Did you mean `mul`?', { name, left: show(left), right: show(right) });
  if (left.length === 1 || right.length === 1) return msg('`{name}`: `matMul` multiplies matrices, but got {left} × {right}. Did you mean to give the vector a second dimension, with `reshape([-1, 1])` or `reshape([1, -1])`?', { name, left: show(left), right: show(right) });
  const a = turnLeft ? turned(left) : left;
  const b = turnRight ? turned(right) : right;
  const slots = { name, left: show(left) + (turnLeft ? 'ᵀ' : ''), right: show(right) + (turnRight ? 'ᵀ' : ''), inner: a.at(-1)!, other: b.at(-2)! };
  const firstFits = a.at(-2) === slots.other;
  const secondFits = slots.inner === b.at(-1);
  if (firstFits && secondFits) return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Did you mean to transpose one of the two?', slots);
  if (secondFits && turnRight) return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Did you mean not to transpose the second?', slots);
  if (secondFits) return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Did you mean to transpose the second?', slots);
  if (firstFits && turnLeft) return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Did you mean not to transpose the first?', slots);
  if (firstFits) return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Did you mean to transpose the first?', slots);
  if (a.at(-2) === b.at(-1)) return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Did you mean the other order?', slots);
  return msg('`{name}`: `matMul` of {left} × {right}: the inner sizes {inner} and {other} differ. Which of the two does not have the shape that you expect?', slots);
}

function broadcast(name: string, left: Shape, right: Shape): Message | undefined {
  const pairs = Array.from({ length: Math.min(left.length, right.length) }, (_, i) => [left.at(-1 - i)!, right.at(-1 - i)!] as const);
  const clash = pairs.find(([a, b]) => a !== b && a !== 1 && b !== 1);
  if (!clash) return undefined;
  const slots = { name, left: show(left), right: show(right), a: clash[0], b: clash[1] };
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  // A sum over the columns gives one number per row; as a column it would go along.
  if (short.length === 1 && long.length === 2 && short[0] === long[0]) return msg('`{name}`: the shapes {left} and {right} do not go together: counted from the right, {a} meets {b}, and neither is 1. Did you mean to keep the dimension that was summed (`keepDims`), so that {vector} is {column}?', { ...slots, vector: show(short), column: show([short[0]!, 1]) });
  if (left.length === 2 && same(turned(left), right)) return msg('`{name}`: the shapes {left} and {right} do not go together: counted from the right, {a} meets {b}, and neither is 1. Did you mean to transpose one of the two?', slots);
  return msg('`{name}`: the shapes {left} and {right} do not go together: counted from the right, {a} meets {b}, and neither is 1. Which of the two does not have the shape that you expect?', slots);
}

function concat(name: string, left: Shape, right: Shape, axis?: number): Message | undefined {
  if (left.length !== right.length) return msg('`{name}`: `concat` joins tensors with the same number of dimensions, but got {left} and {right}. Does one of them need `expandDims` or `reshape`?', { name, left: show(left), right: show(right) });
  const different = differing(left, right);
  const clash = axis ?? different[0];
  if (clash === undefined) return undefined;
  const slots = { name, left: show(left), right: show(right), axis: clash, a: left[clash]!, b: right[clash]! };
  return different.length === 1
    ? msg('`{name}`: `concat` of {left} and {right}: they differ in axis {axis} ({a} and {b}), and only the axis that is joined may differ. Did you mean to join along axis {axis}?', slots)
    : msg('`{name}`: `concat` of {left} and {right}: they differ in axis {axis} ({a} and {b}), and only the axis that is joined may differ. Which of the two does not have the shape that you expect?', slots);
}

function stack(name: string, left: Shape, right: Shape): Message {
  const slots = { name, left: show(left), right: show(right) };
  return left.length === right.length && differing(left, right).length === 1
    ? msg('`{name}`: `stack` needs tensors of one shape, but got {left} and {right}. Did you mean `concat`?', slots)
    : msg('`{name}`: `stack` needs tensors of one shape, but got {left} and {right}. Which of the two does not have the shape that you expect?', slots);
}

function reshape(name: string, size: number, shape: Shape): Message {
  const slots = { name, size, shape: show(shape), product: product(shape) };
  const rest = product(shape.slice(1));
  return shape.length > 1 && rest > 0 && size % rest === 0
    ? msg('`{name}`: a tensor with {size} values cannot take the shape {shape}, which holds {product}. Did you mean {shape} with `-1` in the first place, which gives {rows} there?', { ...slots, rows: size / rest })
    : msg('`{name}`: a tensor with {size} values cannot take the shape {shape}, which holds {product}. Where do the values that are too many or too few come from?', slots);
}

function losses(name: string, op: string, labels: Shape, predictions: Shape): Message {
  const slots = { name, op, left: show(labels), right: show(predictions) };
  return labels.length === 1 && predictions.length === 2 && labels[0] === predictions[0]
    ? msg('`{name}`: `{op}` compares labels {left} with predictions {right}, and the shapes must be the same. Did you mean one-hot labels (`tf.oneHot`)?', slots)
    : msg('`{name}`: `{op}` compares labels {left} with predictions {right}, and the shapes must be the same. Which of the two does not have the shape that you expect?', slots);
}

const axis: Say = (name, rank, got) =>
  msg('`{name}`: there is no axis {axis} in a tensor of rank {rank}, whose axes are 0 to {last}. Is a dimension missing, or counted from 1?', { name, axis: got, rank: rank, last: Number(rank) - 1 });

const rank: Say = (name, op, what, wanted, got) => msg('`{name}`: `{op}` takes `{what}` of rank {wanted}, but got rank {got}. Is a dimension missing or too many, such as that of the batch?', { name, op: op, what: what, wanted: wanted, got: got });

const channels: Say = (name, op, depth, filter) => msg('`{name}`: `{op}`: the input has {depth} channels, but the filter takes {filter}. Is the filter [height, width, channels in, channels out], and are the channels the last dimension of the input?', { name, op: op, depth: depth, filter: filter });

const dimensions: Say = (name, layer, wanted, found) => msg('`{name}`: the layer `{layer}` takes rank {wanted} (the batch counted), but gets rank {found}. Which layer stands before it, and is a `flatten` or `reshape` missing or too many?', { name, layer: layer, wanted: wanted, found: found });

const input: Say = (name, what, wanted, got) => msg('`{name}`: `{what}` takes the shape {wanted}, but got {got}. Does the first dimension count the examples, and do the others fit?', { name, what: what, wanted: show(read(wanted)), got: show(read(got)) });

const S = String.raw`((?:-?\d+|null)?(?:,(?:-?\d+|null))*)`;
const like = (text: string): RegExp => new RegExp(text.replaceAll('<shape>', S));

const SENTENCES: readonly (readonly [RegExp, Say])[] = [
  [like(String.raw`matMul: inner shapes \(\w+\) and \(\w+\) of Tensors with shapes <shape> and <shape> and transposeA=(\w+) and transposeB=(\w+)`), (name, a, b, turnA, turnB) => matMul(name, read(a), read(b), turnA === 'true', turnB === 'true')],
  [like(String.raw`Matrix size-incompatible: In\[0\]: \[<shape>\], In\[1\]: \[<shape>\](?: ([01]) ([01]))?`), (name, a, b, turnA, turnB) => matMul(name, read(a), read(b), turnA === '1', turnB === '1')],
  [/In\[(\d)\] ndims must be >= 2: (\d)/, (name, which, dimensions) => msg('`{name}`: `matMul` multiplies matrices, but argument {which} of the two is of rank {dimensions}. Did you mean `mul`, or to give a vector a second dimension with `reshape`?', { name, which: Number(which) + 1, dimensions: dimensions })],
  // A vector as matMul's first argument, on wasm: the kernel reshapes to [batch, undefined, inner].
  [/^(?:The new shape \(|new shape: )1,,(\d+)/, (name, size) => msg('`{name}`: `matMul` multiplies matrices, but its first argument is a vector, [{size}]. Did you mean to give it a second dimension with `reshape([1, -1])`?', { name, size: size })],
  [like(String.raw`must have compatible batch dimensions: \[<shape>\] vs. \[<shape>\]`), (name, a, b) => broadcast(name, read(a).slice(0, -2), read(b).slice(0, -2))],
  [like(String.raw`Operands could not be broadcast together with shapes \[?<shape>\]?(?: and)? \[?<shape>\]?`), (name, a, b) => broadcast(name, read(a), read(b))],
  [like(String.raw`^Incompatible shapes: \[<shape>\] vs. \[<shape>\]`), (name, a, b) => broadcast(name, read(a), read(b))],
  [like(String.raw`broadcastTo\(\): \[<shape>\] cannot be broadcast to \[<shape>\]`), (name, a, b) => broadcast(name, read(a), read(b))],
  [like(String.raw`Error in concat\d?D: Shape of tensors\[\d+\] \(<shape>\) does not match the shape of the rest \(<shape>\) along the non-concatenated axis (\d+)`), (name, later, first, at) => concat(name, read(first), read(later), Number(at))],
  [like(String.raw`ConcatOp : (?:Dimension (\d+) in both shapes must be equal|Ranks of all input tensors should match): shape\[0\] = \[<shape>\] vs. shape\[\d+\] = \[<shape>\]`), (name, at, first, later) => concat(name, read(first), read(later), at === undefined ? undefined : Number(at))],
  [/Error in concat\d?D: rank of tensors\[(\d+)\] must be the same as the rank of the rest \((\d+)\)/, (name, which, dimensions) => msg('`{name}`: `concat` joins tensors with the same number of dimensions: tensor {which} (counted from 0) is not of rank {dimensions}, as the first is. Does it need `expandDims` or `reshape`?', { name, which: which, dimensions: dimensions })],
  [like(String.raw`\`Concatenate\` layer requires inputs with matching shapes except for the concat axis. Got input shapes: \[\[<shape>\],\[<shape>\]`), (name, a, b) => concat(name, read(a), read(b))],
  [like(String.raw`passed to stack must have matching shapes Shapes <shape> and <shape> must match`), (name, a, b) => stack(name, read(a), read(b))],
  [like(String.raw`Shapes of all inputs must match: values\[0\].shape = \[<shape>\] != values\[\d+\].shape = \[<shape>\]`), (name, a, b) => stack(name, read(a), read(b))],
  [like(String.raw`^Size\((\d+)\) must match the product of shape <shape>`), (name, size, shape) => reshape(name, Number(size), read(shape))],
  [/Input to reshape is a tensor with (\d+) values, but the requested shape has (\d+)/, (name, size, holds) => msg('`{name}`: `reshape` of {size} values to a shape that holds {product}. Where do the values that are too many or too few come from?', { name, size: size, product: holds })],
  [/The implicit shape can't be a fractional number. Got (\d+) \/ (\d+)|Input to reshape is a tensor with (\d+) values, but the requested shape requires a multiple of (\d+)/, (name, a, b, c, d) => msg('`{name}`: `reshape` with `-1`: {size} values do not divide by {known}, the product of the other sizes. Is one of those sizes wrong?', { name, size: a ?? c, known: b ?? d })],
  [like(String.raw`Based on the provided shape, \[<shape>\], the tensor should have \d+ values but has (\d+)`), (name, shape, size) => reshape(name, Number(size), read(shape))],
  [like(String.raw`Inferred shape \(<shape>\) does not match the provided shape \(<shape>\)`), (name, inferred, given) => msg('`{name}`: the nested array has the shape {left}, but the shape that was given is {right}. Did you mean to leave the shape out?', { name, left: show(read(inferred)), right: show(read(given)) })],
  [/Error in slice\d?D: begin\[(\d+)\] \+ size\[\d+\] \((-?\d+)\) would overflow input.shape\[\d+\] \((\d+)\)/, (name, at, end, size) => msg('`{name}`: `slice` reaches to {end} in dimension {dimension}, whose size is {size}. Is its last argument how many to take, and not where to end?', { name, end: end, dimension: at, size: size })],
  [/Expected size\[(\d+)\] in \[0, (\d+)\], but got (-?\d+)/, (name, at, most, got) => msg('`{name}`: `slice` is to take {got} in dimension {dimension}, where only {most} are left from its start. Is its last argument how many to take, and not where to end?', { name, got: got, dimension: at, most: most })],
  [/Expected begin\[(\d+)\] in \[0, (\d+)\], but got (-?\d+)/, (name, at, size, got) => msg('`{name}`: `slice` begins at {got} in dimension {dimension}, whose size is {size}. Is the start right?', { name, got: got, dimension: at, size: size })],
  [/Error in slice(\d)D: Length of (?:begin|size) ([-\d,]+) must/, (name, dimensions, given) => msg('`{name}`: `slice` got [{given}] for a tensor of rank {rank}. Is there one number for each dimension?', { name, given: given, rank: dimensions })],
  [/GatherV2: the index value (-?\d+) is not in \[0, (\d+)\]/, (name, index, last) => (Number(index) === Number(last) + 1 ? msg('`{name}`: `gather` asks for index {index}, but the indices of that axis are 0 to {last}. Do yours count from 1?', { name, index: index, last: last }) : msg('`{name}`: `gather` asks for index {index}, but the indices of that axis are 0 to {last}. Is it the right axis?', { name, index: index, last: last }))],
  [/Error in dot: inner dimensions of inputs must match, but got (\d+) and (\d+)/, (name, a, b) => msg('`{name}`: `dot`: the inner sizes {a} and {b} differ. Which of the two does not have the shape that you expect?', { name, a: a, b: b })],
  [/Error in dot: inputs must all be rank 1 or 2, but got ranks (\d+) and (\d+)/, (name, a, b) => msg('`{name}`: `dot` takes vectors and matrices, but got ranks {a} and {b}. Did you mean `matMul`?', { name, a: a, b: b })],
  [/Error in (?:fused )?(conv1d|conv2d|conv3d): depth of input \((\d+)\) must match input depth for filter (\d+)/, channels],
  [/Error in (?:fused )?(depthwiseConv2d): number of input channels \((\d+)\) must match the inChannels dimension in filter (\d+)/, channels],
  [/Error in (?:fused )?(\w+): (\w+) must be rank (\d(?: or \d)*),? but got (?:rank |ranks )?(\d)/, rank],
  [/^(\w+) expects a rank-(\d) tensor, but got a rank-(\d) tensor/, (name, op, wanted, got) => rank(name, op, 'x', wanted, got)],
  [/Error in transpose: rank of input (\d+) must match length of (perm|reps) ([\d,]+)/, (name, dimensions, what, given) => msg('`{name}`: `{op}` got [{given}] for a tensor of rank {rank}. Is there one number for each dimension?', { name, op: what === 'perm' ? 'transpose' : 'tile', given: given, rank: dimensions })],
  [/All values in axis param must be in range \[-(\d+), \d+\) but got axis (-?\d+)/, axis],
  [/Expected (?:concatenating dimensions|dimension|scan axis) in the range \[-(\d+), \d+\), but got (-?\d+)/, axis],
  [/^Axis = -?(?:\d+) is not in \[-(\d+), \d+\)/, (name, dimensions) => msg('`{name}`: an axis lies outside a tensor of rank {rank}. Is a dimension missing, or counted from 1?', { name, rank: dimensions })],
  [like(String.raw`Error in (\w+): +Shapes <shape> and <shape> must match`), (name, op, a, b) => losses(name, op, read(a), read(b))],
  [like(String.raw`mask's shape must match the first K dimensions of tensor's shape, +Shapes <shape> and <shape> must match`), (name, tensor, mask) => msg('`{name}`: `booleanMask`: the mask {mask} must have the first dimensions of the tensor, which are {tensor}. Does it have one entry for each row?', { name, mask: show(read(mask)), tensor: show(read(tensor)) })],
  [/'k' passed to topk\(\) must be <= the last dimension \((\d+)\) but got (\d+)/, (name, size, k) => msg('`{name}`: `topk` is to give {k} of only {size} values. Did you mean the smaller of the two?', { name, k: k, size: size })],
  [like(String.raw`Expected dimension (\d+) at axis (\d+) of (?:the )?input shaped \[<shape>\],? but got dimension (\d+)`), (name, wanted, at, shape, got) => msg('`{name}`: `einsum`: one letter stands for two sizes, {wanted} and {got} (axis {axis} of {shape}). Do the letters name the axes in the right order?', { name, wanted: wanted, got: got, axis: at, shape: show(read(shape)) })],
  [like(String.raw`Layer weight shape <shape> not compatible with provided weight shape <shape>`), (name, wanted, got) => msg('`{name}`: `setWeights`: the layer holds a weight of shape {wanted}, but got {got}. Are the weights in the order of `getWeights()`?', { name, wanted: show(read(wanted)), got: show(read(got)) })],
  [like(String.raw`shape of the new value \(<shape>\) and previous value \(<shape>\) must match`), (name, now, before) => msg('`{name}`: `assign` keeps the shape of a variable, {before}, but the new value is {now}. Was a dimension summed away, or broadcast?', { name, before: show(read(before)), now: show(read(now)) })],
  [like(String.raw`The gradient of input '(\w+)' has shape '<shape>', which does not match the shape of the input '<shape>'`), (name, what, got, wanted) => msg('`{name}`: the gradient of `{what}` has the shape {got}, but `{what}` has {wanted}. A gradient has the shape of what it belongs to: is a sum over the batch missing?', { name, what: what, got: show(read(got)), wanted: show(read(wanted)) })],
  [like(String.raw`expected (\w+) to have shape \[<shape>\],? but got array with shape \[<shape>\]`), input],
  [like(String.raw`expected (\w+) to have (\d+) dimension\(s\),? but got array with shape \[<shape>\]`), (name, what, wanted, shape) => msg('`{name}`: `{what}` takes rank {wanted}, but got {shape}. Is the dimension of the batch, or that of the channels, missing?', { name, what: what, wanted: wanted, shape: show(read(shape)) })],
  [like(String.raw`(\w+) expected a batch of elements where each example has shape \[<shape>\].*each with shape \[<shape>\]`), (name, what, wanted, got) => (what === 'target' ? msg('`{name}`: the model gives {wanted} for each example, but each target is {got}. Are the labels one-hot, with as many classes?', { name, wanted: show(read(wanted)), got: show(read(got)) }) : msg('`{name}`: the model takes {wanted} for each example, but each is {got}. Does `inputShape` fit the data?', { name, wanted: show(read(wanted)), got: show(read(got)) }))],
  [/Found (\d+) input sample\(s\) and (\d+) target sample\(s\)/, (name, a, b) => msg('`{name}`: the model is given {a} examples and {b} targets. Are both cut from the same place?', { name, a: a, b: b })],
  [/incompatible with layer (\w+): expected (?:min_|max_)?ndim=(\d+), found ndim=(\d+)/, dimensions],
  [like(String.raw`incompatible with layer (\w+): expected axis (-?\d+) of input shape to have value (\d+) but got shape <shape>`), (name, layer, at, wanted, shape) => msg('`{name}`: the layer `{layer}` was built for {wanted} in axis {axis}, but gets {shape}. Does the layer before it give as many, or is the layer used for two things?', { name, layer: layer, axis: at, wanted: wanted, shape: show(read(shape)) })],
  [/Argument '(\w+)' passed to '(\w+)' must be a Tensor or TensorLike, but got '(?:null|undefined)'/, (name, what, op) => msg('`{name}`: `{op}` got nothing for its argument `{what}`. Does the function that should give it return something?', { name, op: op, what: what })],
  [/Argument '(\w+)' passed to '(\w+)' must be a Tensor or TensorLike, but got '(\w+)'/, (name, what, op, got) => msg('`{name}`: `{op}` takes a tensor as its argument `{what}`, but got one of type {type}. Is it an object that holds the tensor, or a promise that was not awaited?', { name, op: op, what: what, type: got })],
  [/Argument '(\w+)' passed to '(\w+)' must be (\w+) tensor, but got (\w+) tensor/, (name, what, op, wanted, got) => msg('`{name}`: `{op}` takes its argument `{what}` as {wanted}, but got {got}. Is a `cast` missing?', { name, op: op, what: what, wanted: wanted, got: got })],
];
