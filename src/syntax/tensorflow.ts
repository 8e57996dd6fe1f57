/** What a file calls TensorFlow.js, and which of its values are tensors beyond doubt. */
import type { SyntaxNode } from '@lezer/common';
import type { Names } from './names';
import { childrenOf, declaratorsOf, unwrapped, wordOf } from './nodes';
import type { SourceText } from './sourceText';
import type { Span } from './types';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Functions of the library that always make exactly one tensor; `ensureShape`, which hands back its input, is not one. */
const OPS = words(`
  abs acos acosh add addN all any argMax argMin asin asinh atan atan2 atanh avgPool avgPool3d batchNorm batchNorm2d batchNorm3d batchNorm4d batchToSpaceND bincount bitwiseAnd
  broadcastTo cast ceil clipByValue clone complex concat concat1d concat2d concat3d concat4d conv1d conv2d conv2dTranspose conv3d conv3dTranspose cos cosh cumprod cumsum denseBincount
  depthToSpace depthwiseConv2d diag dilation2d div divNoNan dot dropout einsum elu equal erf euclideanNorm exp expandDims expm1 eye fft fill floor floorDiv gather gatherND greater
  greaterEqual ifft imag irfft isFinite isInf isNaN leakyRelu less lessEqual linspace localResponseNormalization log log1p logSigmoid logSoftmax logSumExp logicalAnd logicalNot
  logicalOr logicalXor lowerBound matMul max maxPool maxPool3d maximum mean min minimum mirrorPad mod mul multinomial neg norm notEqual oneHot ones onesLike outerProduct pad pad1d pad2d
  pad3d pad4d pool pow prelu prod rand randomGamma randomNormal randomStandardNormal randomUniform randomUniformInt range real reciprocal relu relu6 reshape reverse reverse1d reverse2d
  reverse3d reverse4d rfft round rsqrt scalar scatterND selu separableConv2d sigmoid sign sin sinh slice slice1d slice2d slice3d slice4d softmax softplus spaceToBatchND sqrt square
  squaredDifference squeeze stack step stridedSlice sub sum tan tanh tensor tensor1d tensor2d tensor3d tensor4d tensor5d tensor6d tile transpose truncatedNormal unsortedSegmentSum
  upperBound where zeros zerosLike
  losses.absoluteDifference losses.computeWeightedLoss losses.cosineDistance losses.hingeLoss losses.huberLoss losses.logLoss losses.meanSquaredError losses.sigmoidCrossEntropy
  losses.softmaxCrossEntropy image.resizeBilinear image.resizeNearestNeighbor image.flipLeftRight
`);

/** Functions that take tensors, make none or several, and keep none. */
const BORROWERS = words('print split unstack topk unique moments');

/** Methods of a tensor that make exactly one. */
const METHODS = words(`
  abs acos acosh add all any argMax argMin as1D as2D as3D as4D as5D asScalar asType asin asinh atan atan2 atanh avgPool batchNorm batchToSpaceND broadcastTo cast ceil clipByValue clone
  concat conv1d conv2d conv2dTranspose cos cosh cumprod cumsum depthToSpace depthwiseConv2d dilation2d div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 fft flatten floor
  floorDiv gather greater greaterEqual ifft irfft isFinite isInf isNaN leakyRelu less lessEqual localResponseNormalization log log1p logSigmoid logSoftmax logSumExp logicalAnd logicalNot
  logicalOr logicalXor matMul max maxPool maximum mean min minimum mirrorPad mod mul neg norm notEqual oneHot onesLike pad pool pow prelu prod reciprocal relu relu6 reshape reshapeAs
  resizeBilinear resizeNearestNeighbor reverse rfft round rsqrt selu separableConv2d sigmoid sign sin sinh slice softmax softplus spaceToBatchND sqrt square squaredDifference squeeze
  stack step stridedSlice sub sum tan tanh tile toBool toFloat toInt transpose unsortedSegmentSum where zerosLike
`);

/** Methods that read the values. */
export const READS = words('data array dataSync arraySync print toString');
const SEVERAL = words('split unstack topk unique');
const PROPERTIES = words('shape size rank dtype rankType strides isDisposed id');

/** Methods of a model that take tensors and leave them to their owner. */
const MODEL_METHODS = words('trainOnBatch fit evaluate predict predictOnBatch');

const LIBRARY_TYPE = /^:\s*(?:([\w$]+)\s*\.\s*)?(\w+)\s*(?:<[\w\s.$]*>)?$/;

export class Tensorflow {
  readonly #source: SourceText;
  readonly #names: Names;
  /** What an import of the library is called here: '' is the whole of it, else the name there. By where the name is imported. */
  readonly #imports = new Map<number, { definition: SyntaxNode; name: string }>();
  readonly #typeNames = new Set<string>();
  readonly #isTensor = new Map<number, boolean>();

  constructor(source: SourceText, names: Names) {
    this.#source = source;
    this.#names = names;
    for (const statement of childrenOf(source.tree.topNode)) if (statement.name === 'ImportDeclaration') this.#import(statement);
  }

  #import(declaration: SyntaxNode): void {
    const from = declaration.getChild('String');
    if (!from || !/^@tensorflow\/tfjs(?:-\w+)?$/.test(wordOf(this.#source, from))) return;
    const isType = declaration.getChild('type') !== null;
    const whole = declaration.getChild('VariableDefinition');
    if (whole) this.#imported(whole, '', isType);
    const group = declaration.getChild('ImportGroup');
    let part: SyntaxNode[] = [];
    for (const child of group ? childrenOf(group) : []) {
      if (child.name === ',') part = [];
      else part.push(child);
      if (child.name !== 'VariableDefinition') continue;
      const name = wordOf(this.#source, part.find((node) => /^(?:VariableName|default|String)$/.test(node.name)) ?? child);
      this.#imported(child, name === 'default' ? '' : name, isType || part.some((node) => node.name === 'type'));
    }
  }

  #imported(definition: SyntaxNode, name: string, isType: boolean): void {
    const local = this.#source.slice(definition);
    if (name === '' || name === local) this.#typeNames.add(local);
    if (!isType) this.#imports.set(definition.from, { definition, name });
  }

  /**
   * How one calls a function of the library at a place: `tf.tidy`, or the name under which it was imported;
   * undefined where none is in reach.
   */
  nameOf(fn: string, at: Span): string | undefined {
    let whole: string | undefined;
    for (const { definition, name } of this.#imports.values()) {
      if (!this.#names.reaches(definition, at)) continue;
      const local = this.#source.slice(definition);
      if (name === fn) return local;
      if (name === '') whole ??= `${local}.${fn}`;
    }
    return whole;
  }

  /** The library's name, with dots, of what an expression names: `train.sgd` for `tf.train.sgd`. */
  memberOf(expression: SyntaxNode): string | undefined {
    const bare = unwrapped(expression);
    if (bare.name === 'InstantiationExpression') return bare.firstChild ? this.memberOf(bare.firstChild) : undefined;
    if (bare.name === 'VariableName') {
      const definition = this.#names.definitionOf(bare);
      return definition && this.#imports.get(definition.from)?.name;
    }
    const property = bare.name === 'MemberExpression' ? this.propertyOf(bare) : undefined;
    const outer = property === undefined || !bare.firstChild ? undefined : this.memberOf(bare.firstChild);
    return outer === undefined ? undefined : outer === '' ? property : `${outer}.${property}`;
  }

  /** `b` of `a.b` and of `a['b']`. */
  propertyOf(member: SyntaxNode): string | undefined {
    const property = member.getChild('PropertyName') ?? (member.firstChild?.name === 'String' ? null : member.getChild('String'));
    return property ? wordOf(this.#source, property) : undefined;
  }

  /** The library's function that a call calls. */
  calledBy(call: SyntaxNode): string | undefined {
    return call.name === 'CallExpression' && call.firstChild ? this.memberOf(call.firstChild) : undefined;
  }

  /** The method of a call, and what it is called on. */
  methodOf(call: SyntaxNode): { name: string; receiver: SyntaxNode } | undefined {
    let callee = call.firstChild;
    if (callee?.name === 'InstantiationExpression') callee = callee.firstChild;
    const receiver = callee?.name === 'MemberExpression' ? callee.firstChild : undefined;
    const name = receiver && callee ? this.propertyOf(callee) : undefined;
    return receiver && name !== undefined ? { name, receiver } : undefined;
  }

  /** Whether a call makes exactly one new tensor. */
  makesTensor(call: SyntaxNode): boolean {
    if (call.name !== 'CallExpression') return false;
    const called = this.calledBy(call);
    if (called !== undefined) return OPS.has(called);
    const method = this.methodOf(call);
    return method !== undefined && METHODS.has(method.name) && this.isTensor(method.receiver);
  }

  /** Whether a value is surely a tensor: made by the library, a constant that holds one, or declared as one. */
  isTensor(expression: SyntaxNode): boolean {
    const bare = unwrapped(expression);
    if (bare.name === 'CallExpression') return this.makesTensor(bare);
    if (bare.name !== 'VariableName') return false;
    const definition = this.#names.definitionOf(bare);
    if (!definition) return false;
    let known = this.#isTensor.get(definition.from);
    if (known === undefined) {
      // A variable that is defined by itself is none.
      this.#isTensor.set(definition.from, false);
      this.#isTensor.set(definition.from, (known = this.#holdsTensor(definition)));
    }
    return known;
  }

  #holdsTensor(definition: SyntaxNode): boolean {
    const type = this.#typeOf(definition);
    if (type !== undefined) return /^(?:Tensor(?:[1-6]D)?|Scalar)$/.test(type);
    const declaration = definition.parent;
    if (declaration?.name !== 'VariableDeclaration' || declaration.firstChild?.name !== 'const') return false;
    const value = declaratorsOf(declaration).find(({ pattern }) => pattern.from === definition.from)?.value;
    return value !== undefined && this.isTensor(value);
  }

  /** The library's type that a parameter or variable is declared as; '' of any other type. */
  #typeOf(definition: SyntaxNode): string | undefined {
    const annotation = definition.nextSibling;
    if (annotation?.name !== 'TypeAnnotation' || !/^(?:ParamList|VariableDeclaration)$/.test(definition.parent?.name ?? '')) return undefined;
    const [, whole, name] = LIBRARY_TYPE.exec(this.#source.slice(annotation)) ?? [];
    return name !== undefined && this.#typeNames.has(whole ?? name) ? name : '';
  }

  /**
   * The call or property that a tensor stands in, where it is only read or computed with: nobody keeps it there, and
   * nobody frees it. Undefined where that is not known.
   */
  borrowerOf(holder: SyntaxNode): SyntaxNode | undefined {
    const parent = holder.parent;
    if (parent?.name === 'MemberExpression' && parent.firstChild?.from === holder.from) {
      const property = this.propertyOf(parent) ?? '';
      const call = parent.parent?.name === 'CallExpression' && parent.parent.firstChild?.to === parent.to ? parent.parent : undefined;
      if (!call) return PROPERTIES.has(property) ? parent : undefined;
      return METHODS.has(property) || READS.has(property) || SEVERAL.has(property) ? call : undefined;
    }
    const list = parent?.name === 'ArrayExpression' ? parent.parent : parent;
    const call = list?.name === 'ArgList' ? list.parent : undefined;
    return call && this.#onlyBorrows(call) ? call : undefined;
  }

  /** Whether a call keeps none of its arguments. */
  #onlyBorrows(call: SyntaxNode): boolean {
    const called = this.calledBy(call);
    if (called !== undefined) return OPS.has(called) || BORROWERS.has(called);
    const method = this.methodOf(call);
    if (!method) return false;
    if (MODEL_METHODS.has(method.name)) return this.#isModel(method.receiver);
    return (METHODS.has(method.name) || SEVERAL.has(method.name)) && this.isTensor(method.receiver);
  }

  #isModel(receiver: SyntaxNode): boolean {
    const definition = receiver.name === 'VariableName' ? this.#names.definitionOf(receiver) : undefined;
    return definition !== undefined && /^(?:LayersModel|Sequential)$/.test(this.#typeOf(definition) ?? '');
  }
}
