/**
 * What the text alone says is wrong, before any run. Every rule is quiet where it is not sure: a value counts as a
 * tensor only where no other reading is left, and a tensor as lost only where every use of it is known.
 */
import type { SyntaxNode } from '@lezer/common';
import { anchorOfFunction } from './anchors';
import { Names } from './names';
import { childrenOf, declaratorsOf, functionAround, isAsync, isFunction, isGenerator, variableFor, wrapperOf } from './nodes';
import type { SourceText } from './sourceText';
import { READS, Tensorflow } from './tensorflow';
import type { Anchor, Span } from './types';

export type Rule = 'tensor-in-loop' | 'data-not-awaited' | 'sync-read-in-training' | 'autodiff';

export interface StaticFinding {
  rule: Rule;
  /** What is called: `tf.matMul` of `tf.matMul(a, b)`, and all before `(` of a chain. */
  span: Span;
  /** The innermost exported function around it, as it is exported. */
  function?: string;
  /** `tf.matMul` as it is written, `add` of a chain. */
  name: string;
}

/** @param forbids what the exercise forbids in the whole file */
export function staticFindings(source: SourceText, forbids: ReadonlySet<'autodiff' | 'optimizers'>): StaticFinding[] {
  return new Reader(source, forbids).findings();
}

const AUTODIFF = new Set(['grad', 'grads', 'valueAndGrad', 'valueAndGrads', 'variableGrads']);
const OPTIMISER_STEPS = new Set(['minimize', 'applyGradients', 'computeGradients']);
const SYNC_READS = new Set(['dataSync', 'arraySync']);
const ASYNC_READS = new Set(['data', 'array']);
const LOOPS = new Set(['ForStatement', 'WhileStatement', 'DoStatement']);

class Reader {
  readonly #source: SourceText;
  readonly #forbids: ReadonlySet<'autodiff' | 'optimizers'>;
  readonly #names: Names;
  readonly #tf: Tensorflow;
  readonly #callers = new Map<string, boolean>();
  /** Scopes that the file opens by hand free what nothing here can see. */
  readonly #opensScopes: boolean;

  constructor(source: SourceText, forbids: ReadonlySet<'autodiff' | 'optimizers'>) {
    this.#source = source;
    this.#forbids = forbids;
    this.#names = new Names(source);
    this.#tf = new Tensorflow(source, this.#names);
    this.#opensScopes = /\b(?:startScope|endScope)\b/.test(source.text);
  }

  findings(): StaticFinding[] {
    const found: StaticFinding[] = [];
    const { calls, loops } = this.#names;
    let next = 0;
    for (const call of calls) {
      while (next < loops.length && loops[next]!.to <= call.from) next++;
      const rule = this.#ruleAgainst(call, next < loops.length && loops[next]!.from <= call.from);
      if (rule) found.push(this.#finding(rule, call));
    }
    return found;
  }

  /** @param mayRepeat whether the call stands in a loop, or in one of some function outside */
  #ruleAgainst(call: SyntaxNode, mayRepeat: boolean): Rule | undefined {
    if (this.#forbids.size > 0 && this.#isForbidden(call)) return 'autodiff';
    const method = this.#tf.methodOf(call);
    if (method && ASYNC_READS.has(method.name) && this.#isReadTooEarly(call, method.receiver)) return 'data-not-awaited';
    if (!mayRepeat) return undefined;
    if (method && SYNC_READS.has(method.name) && this.#stallsTraining(call, method.receiver)) return 'sync-read-in-training';
    return this.#leaksInLoop(call) ? 'tensor-in-loop' : undefined;
  }

  #finding(rule: Rule, call: SyntaxNode): StaticFinding {
    const callee = calleeOf(call);
    const name = this.#tf.calledBy(call) === undefined ? this.#tf.methodOf(call)?.name : undefined;
    const around = this.#exportedAround(call)?.name;
    return { rule, span: { from: callee.from, to: callee.to }, ...(around !== undefined && { function: around }), name: name ?? this.#source.slice(callee) };
  }

  #exportedAround(node: SyntaxNode): Anchor | undefined {
    for (let fn = functionAround(node); fn; fn = functionAround(fn)) {
      const anchor = anchorOfFunction(this.#source, fn);
      if (anchor) return anchor;
    }
    return undefined;
  }

  #isForbidden(call: SyntaxNode): boolean {
    const called = this.#tf.calledBy(call);
    if (called !== undefined) return (this.#forbids.has('autodiff') && AUTODIFF.has(called)) || (this.#forbids.has('optimizers') && /^train\.\w+$/.test(called));
    const method = this.#tf.methodOf(call);
    return method !== undefined && OPTIMISER_STEPS.has(method.name) && this.#isOptimiser(method.receiver);
  }

  #isOptimiser(value: SyntaxNode): boolean {
    if (value.name === 'CallExpression') return /^train\.\w+$/.test(this.#tf.calledBy(value) ?? '');
    const given = this.#constantValue(value);
    return given?.name === 'CallExpression' && /^train\.\w+$/.test(this.#tf.calledBy(given) ?? '');
  }

  /** What a constant was declared with. */
  #constantValue(use: SyntaxNode): SyntaxNode | undefined {
    const definition = use.name === 'VariableName' ? this.#names.definitionOf(use) : undefined;
    const declaration = definition?.parent;
    if (declaration?.name !== 'VariableDeclaration' || declaration.firstChild?.name !== 'const') return undefined;
    return declaratorsOf(declaration).find(({ pattern }) => pattern.from === definition?.from)?.value;
  }

  /** `.data()` and `.array()` of a tensor whose promise is taken for the values. */
  #isReadTooEarly(call: SyntaxNode, receiver: SyntaxNode): boolean {
    if (hasArguments(call) || !this.#tf.isTensor(receiver)) return false;
    const holder = wrapperOf(call);
    const parent = holder.parent;
    if (parent?.name === 'ExpressionStatement') return true;
    if (parent?.name !== 'VariableDeclaration') return this.#takesForValues(holder);
    const variable = variableFor(holder);
    if (!variable || parent.firstChild?.name !== 'const') return false;
    const uses = this.#names.usesOf(variable);
    return uses.length > 0 && uses.every((use) => this.#takesForValues(wrapperOf(use)));
  }

  /** Whether a promise that stands here is read, indexed or reckoned with as if it were what it promises. */
  #takesForValues(holder: SyntaxNode): boolean {
    const parent = holder.parent;
    switch (parent?.name) {
      case 'MemberExpression':
        return parent.firstChild?.from === holder.from && !/^(?:then|catch|finally)$/.test(this.#tf.propertyOf(parent) ?? '');
      case 'ForOfSpec':
        return parent.lastChild?.prevSibling?.from === holder.from && parent.parent?.getChild('await') === null;
      case 'BinaryExpression':
        return parent.getChild('ArithOp') !== null || (parent.getChild('CompareOp') !== null && !/[=!]==?/.test(this.#source.slice(parent.getChild('CompareOp')!)));
      case 'ArrayExpression':
      case 'ArgList':
        if (holder.prevSibling?.name === 'Spread') return true;
        return parent.name === 'ArgList' && /^(?:Array\.from|Number|Math\.\w+|(?:Float32|Int32|Uint8)Array\.from)$/.test(this.#source.slice(parent.prevSibling!)) && parent.prevSibling!.parent?.name === 'CallExpression';
      default:
        return false;
    }
  }

  /** Each turn of an async `train` waits for the device in `dataSync`, where `await data()` lets the window live. */
  #stallsTraining(call: SyntaxNode, receiver: SyntaxNode): boolean {
    if (!this.#tf.isTensor(receiver)) return false;
    // In a callback (tf.tidy's, say) nothing can be awaited.
    const fn = functionAround(call);
    return fn !== undefined && isAsync(fn) && anchorOfFunction(this.#source, fn)?.name === 'train' && isInLoop(call, fn);
  }

  #leaksInLoop(call: SyntaxNode): boolean {
    if (this.#opensScopes || !this.#tf.makesTensor(call) || !this.#isInFreeLoop(call)) return false;
    const holder = wrapperOf(call);
    const parent = holder.parent;
    switch (parent?.name) {
      case 'ExpressionStatement':
        return true;
      case 'MemberExpression':
        // `tf.mean(x).dataSync()`: nobody can free what was read.
        return parent.firstChild?.from === holder.from && parent.parent?.name === 'CallExpression' && parent.parent.firstChild?.from === parent.from && READS.has(this.#tf.propertyOf(parent) ?? '');
      case 'VariableDeclaration':
      case 'ArrayExpression': {
        const variable = variableFor(holder);
        if (!variable || !/^(?:const|let)$/.test((parent.name === 'VariableDeclaration' ? parent : parent.parent)?.firstChild?.name ?? '')) return false;
        const fn = functionAround(call);
        return this.#names.usesOf(variable).every((use) => functionAround(use)?.from === fn?.from && this.#tf.borrowerOf(wrapperOf(use)) !== undefined);
      }
      default:
        return false;
    }
  }

  /** In a loop of an exported function which nothing around, and no caller, can have put into a scope of tensors. */
  #isInFreeLoop(node: SyntaxNode): boolean {
    let inLoop = false;
    for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
      if (isFunction(outer)) {
        const anchor = anchorOfFunction(this.#source, outer);
        if (anchor) return inLoop && !isGenerator(outer) && !this.#isCalledHere(anchor);
        if (!this.#isLoopCallback(outer)) return false;
        inLoop = true;
      } else if (isLoopBody(inner, outer)) inLoop = true;
      else if (outer.name === 'ClassBody') return false;
    }
    return false;
  }

  /** The callback of `xs.forEach(…)`. */
  #isLoopCallback(fn: SyntaxNode): boolean {
    const list = fn.parent?.name === 'ArgList' ? fn.parent : undefined;
    return list?.parent?.name === 'CallExpression' && this.#tf.methodOf(list.parent)?.name === 'forEach' && !isAsync(fn) && !isGenerator(fn);
  }

  /** Whether the file itself uses an exported function: its caller may free what it leaves. */
  #isCalledHere(anchor: Anchor): boolean {
    let isCalled = this.#callers.get(anchor.name);
    if (isCalled === undefined) {
      const definition = this.#source.tree.resolveInner(anchor.nameSpan.from, 1);
      isCalled = this.#names.usesOf(definition).some((use) => use.parent?.name !== 'ExportGroup');
      this.#callers.set(anchor.name, isCalled);
    }
    return isCalled;
  }
}

/** Whether a child of a loop is what the loop repeats, and not its head. */
const isLoopBody = (child: SyntaxNode, loop: SyntaxNode): boolean => LOOPS.has(loop.name) && !/^(?:For\w*Spec|ParenthesizedExpression)$/.test(child.name);

function isInLoop(node: SyntaxNode, fn: SyntaxNode): boolean {
  for (let inner = node, outer = node.parent; outer && outer.from !== fn.from; inner = outer, outer = outer.parent) if (isLoopBody(inner, outer)) return true;
  return false;
}

/** What is called, without types that it is given. */
const calleeOf = (call: SyntaxNode): SyntaxNode => (call.firstChild!.name === 'InstantiationExpression' ? call.firstChild!.firstChild! : call.firstChild!);

const hasArguments = (call: SyntaxNode): boolean => childrenOf(call.getChild('ArgList') ?? call).some(({ name }) => name !== '(' && name !== ')');
