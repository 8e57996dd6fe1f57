import { describe, expect, it } from 'vitest';
import { staticFindings } from '../../../src/syntax/rules';
import { SourceText } from '../../../src/syntax/sourceText';
import { corpus, right } from './corpus';

const TF = "import * as tf from '@tensorflow/tfjs';\n";
const ALL = new Set(['autodiff', 'optimizers'] as const);
const NONE = new Set<'autodiff' | 'optimizers'>();

/** `rule name @function` of every finding. */
const found = (text: string, forbids: ReadonlySet<'autodiff' | 'optimizers'> = ALL) => staticFindings(new SourceText(text), forbids).map(({ rule, name, function: around }) => `${rule} ${name}${around === undefined ? '' : ` @${around}`}`);
const foundIn = (body: string, head = TF) => found(`${head}export function f(x: tf.Tensor2D, p: any, xs: tf.Tensor[]) { ${body} }`);
const foundInAsync = (body: string, name = 'f') => found(`${TF}export async function ${name}(x: tf.Tensor2D, o: any, model: tf.LayersModel) { ${body} }`);
const forbidsOf = (file: string) => (/recommender|cnn/.test(file) ? NONE : ALL);

describe('over the corpora', () => {
  it('no right submission, solution or starter hears a word, but for a tensor that is lost indeed', () => {
    expect(right.length).toBeGreaterThan(30);
    const remarks = right.flatMap(({ file, text }) => found(text, forbidsOf(file)).map((finding) => `${file}: ${finding}`));
    // Full marks, since leaks cost nothing there; `shifted` stays behind for every cell of the filter all the same.
    expect(remarks).toEqual(['test/runner/grading/cnn/right/shiftedProducts.ts: tensor-in-loop gather @conv2d']);
  });

  it('wrong submissions hear what is wrong with them', () => {
    const remarks = corpus.filter(({ file }) => file.includes('/wrong/')).flatMap(({ file, text }) => found(text, forbidsOf(file)).map((finding) => `${file.replace('test/runner/grading/', '')}: ${finding}`));
    expect(remarks.sort()).toEqual([
      'cnn/wrong/train-leak-batch.ts: tensor-in-loop slice @train',
      'cnn/wrong/train-leak-batch.ts: tensor-in-loop slice @train',
      'cnn/wrong/train-leak-one.ts: tensor-in-loop slice @train',
      'wrong/backward-autodiff-caught.ts: autodiff tf.variableGrads @backward',
      'wrong/backward-autodiff.ts: autodiff tf.grads @backward',
      'wrong/train-optimiser.ts: autodiff minimize @train',
      'wrong/train-optimiser.ts: autodiff tf.train.adam @train',
      'wrong/update-optimiser.ts: autodiff applyGradients @update',
      'wrong/update-optimiser.ts: autodiff tf.train.sgd @update',
    ]);
  });

  it('half a text is no reason to throw', () => {
    for (const { text } of right.slice(0, 5)) for (let end = 0; end < text.length; end += 211) expect(() => found(text.slice(0, end))).not.toThrow();
  });
});

describe('a tensor made in a loop', () => {
  it('is found where nobody frees it', () => {
    const one = ['tensor-in-loop tf.matMul @f'];
    expect(foundIn('for (let i = 0; i < 3; i++) { const a = tf.matMul(x, x); }')).toEqual(one);
    expect(foundIn('for (const i of xs) { let a = tf.matMul(x, x); const n = a.shape[0]; }')).toEqual(one);
    expect(foundIn('while (p) { tf.matMul(x, x); }')).toEqual(one);
    expect(foundIn('do { if (p) { const a = tf.matMul(x, x) as tf.Tensor2D; p = a.dataSync()[0]; } } while (p);')).toEqual(one);
    expect(foundIn('xs.forEach((one) => { const a = tf.matMul(x, one); });')).toEqual(one);
    expect(foundIn('for (;;) { p = tf.matMul(x, x).dataSync()[0]; }')).toEqual(one);
    expect(foundIn('for (;;) { const [a, n] = [tf.matMul(x, x), 1]; }')).toEqual(one);
    expect(foundIn('for (;;) { const a = tf.matMul<tf.Tensor2D>(x, x); }')).toEqual(one);
  });

  it('is known by a chain and by the type of a parameter', () => {
    expect(foundIn('for (;;) { const a = tf.matMul(x, x).add(x); }')).toEqual(['tensor-in-loop add @f']);
    expect(foundIn('for (;;) { const a = x.matMul(x); const b = a.relu(); }')).toEqual(['tensor-in-loop matMul @f', 'tensor-in-loop relu @f']);
    expect(foundIn('for (;;) { const a = p.matMul(x); const b = xs[0].relu(); }')).toEqual([]);
    const text = `${TF}export function f(x: tf.Tensor) { for (;;) { const a = x.add(1).mul(2); } }`;
    const { span } = staticFindings(new SourceText(text), NONE)[0]!;
    expect(text.slice(span.from, span.to)).toBe('x.add(1).mul');
  });

  it('is known by every way to import the library, and by no other', () => {
    const body = 'for (;;) { const a = mm(x, x); }';
    expect(foundIn(body, "import { matMul as mm, type Tensor2D } from '@tensorflow/tfjs';")).toEqual(['tensor-in-loop mm @f']);
    expect(foundIn('for (;;) { const a = t.matMul(x, x); }', "import t from '@tensorflow/tfjs';")).toEqual(['tensor-in-loop t.matMul @f']);
    expect(foundIn(body, "import { matMul as mm } from './own';")).toEqual([]);
    expect(foundIn(`${'const mm = p;'} ${body}`, "import { matMul as mm } from '@tensorflow/tfjs';")).toEqual([]);
    expect(foundIn('for (const tf of xs) { const a = tf.matMul(x, x); }')).toEqual([]);
    expect(foundIn('for (;;) { const a = tf.matMul(x, x); }', "import type * as tf from '@tensorflow/tfjs';")).toEqual([]);
  });

  it('is left alone where somebody may free or need it', () => {
    for (const rest of [
      'a.dispose();', 'tf.dispose(a);', 'tf.dispose([x, a]);', 'tf.dispose({ a });', 'tf.keep(a);', 'return a;', 'xs.push(a);', 'p = a;', 'p.a = a;', 'g(a);', 'p.g(a);', 'const b = { a };', 'const b = [a];',
      'p.then(() => a.shape);', 'a = x;', '[a] = xs;', 'tf.tidy(() => a.add(1));', 'const v = tf.variable(a);', 'p ? a : x;', 'for (const b of [a]) b.dispose();', 'const b = tf.ensureShape(a, [1]);', 'a[p]();', 'const { b } = a;', 'f2(...[a]);', 'p.assign(a);',
    ]) {
      expect([rest, foundIn(`for (;;) { let a = tf.matMul(x, x); ${rest} }`)]).toEqual([rest, []]);
    }
    for (const bound of ['p = tf.add(x, 1);', 'var a = tf.add(x, 1);', 'const { a } = tf.add(x, 1);', 'g(tf.add(x, 1));', 'xs.push(tf.add(x, 1));', 'p ??= tf.add(x, 1);', 'const a = p ? tf.add(x, 1) : x;', 'const a = p || tf.add(x, 1);', 'using a = tf.add(x, 1);', 'const a = tf.split(x, 2);', 'const a = tf.layers.dense({ units: 1 });']) {
      expect([bound, foundIn(`for (;;) { ${bound} }`)]).toEqual([bound, []]);
    }
  });

  it('is left alone where a scope, or a caller, may free it', () => {
    const loop = 'for (;;) { const a = tf.add(x, 1); }';
    expect(foundIn(`return tf.tidy(() => { ${loop} return x; });`)).toEqual([]);
    expect(foundIn('for (;;) { tf.tidy(() => { const a = tf.add(x, 1); }); }')).toEqual([]);
    expect(foundIn('for (;;) { tf.tidy(() => { for (;;) { const a = tf.add(x, 1); } }); }')).toEqual([]);
    expect(foundIn(`tf.engine().startScope(); ${loop} tf.engine().endScope();`)).toEqual([]);
    expect(foundIn(`const g = () => { ${loop} };`)).toEqual([]);
    expect(foundIn('xs.map((one) => { const a = tf.add(one, 1); });')).toEqual([]);
    expect(found(`${TF}function g(x: tf.Tensor) { ${loop} }`)).toEqual([]);
    expect(found(`${TF}declare const x: tf.Tensor; ${loop}`)).toEqual([]);
    expect(found(`${TF}export function f(x: tf.Tensor) { ${loop} } export const g = (x: tf.Tensor) => tf.tidy(() => f(x));`)).toEqual([]);
    expect(found(`${TF}function f(x: tf.Tensor) { ${loop} } export { f as g };`)).toEqual(['tensor-in-loop tf.add @g']);
    expect(found(`${TF}export function* f(x: tf.Tensor) { ${loop} }`)).toEqual([]);
  });

  it('stands in the loop, not before it or in its head', () => {
    expect(foundIn('const a = tf.add(x, 1); for (const b = tf.add(x, 1); tf.add(x, 1).dataSync()[0]; ) {} for (const b of tf.add(x, 1).dataSync()) {} while (tf.add(x, 1).dataSync()[0]) {}')).toEqual([]);
  });

  it('is found though a model is given it', () => {
    expect(foundInAsync('for (;;) { const a = x.slice(0, 1); await model.trainOnBatch(a, a); }')).toEqual(['tensor-in-loop slice @f']);
    expect(foundInAsync('for (;;) { const a = x.slice(0, 1); await o.model.trainOnBatch(a, a); }')).toEqual([]);
  });
});

describe('data() without await', () => {
  it('is found where the promise is taken for the values', () => {
    for (const use of ['const n = x.data()[0];', 'const n = await x.data()[0];', 'x.array();', 'for (const v of x.data()) {}', 'const n = x.data() + 1;', 'const n = Array.from(x.data());', 'Math.max(...x.data());', 'const v = x.data(); const n = v[0] + v.length;', 'const n = (x.add(1).data() as any)[0];', 'const n = 0 < x.data();', 'const a = [...x.data()];', 'return x.data()[0];']) {
      expect([use, foundInAsync(use)]).toEqual([use, [`data-not-awaited ${use.includes('array()') ? 'array' : 'data'} @f`]]);
    }
  });

  it('is left alone where it may be awaited', () => {
    for (const use of [
      'const v = await x.data();', 'return x.data();', 'x.data().then(g);', 'x.data().catch(g);', 'const [v] = await Promise.all([x.data()]);', 'const v = x.data(); const w = await v; v[0];', 'const v = x.data(); return v;', 'const v = x.data();', 'let v = x.data(); v[0];', 'g(x.data());', 'const o2 = { v: x.data() };',
      'void x.data();', 'const v = o.data()[0];', 'const v = x.data(1)[0];', 'for await (const v of x.data()) {}', 'for await (const v of [x.data()]) {}', 'const g2 = () => x.data();', 'const v = p ? x.data() : y;', 'if (x.data() === o) {}',
    ]) {
      expect([use, foundInAsync(use)]).toEqual([use, []]);
    }
  });
});

describe('dataSync in training', () => {
  it('is found in a loop of an async `train`', () => {
    expect(foundInAsync('for (;;) { const n = x.dataSync()[0]; }', 'train')).toEqual(['sync-read-in-training dataSync @train']);
    expect(foundInAsync('while (o) { o.f(x.arraySync()); }', 'train')).toEqual(['sync-read-in-training arraySync @train']);
    expect(found(`${TF}const learn = async (x: tf.Tensor) => { for (;;) { x.dataSync(); } }; export { learn as train };`)).toEqual(['sync-read-in-training dataSync @train']);
  });

  it('is left alone elsewhere', () => {
    expect(foundInAsync('const n = x.dataSync(); for (const v of x.dataSync()) {}', 'train')).toEqual([]);
    expect(foundInAsync('for (;;) { x.dataSync(); }')).toEqual([]);
    expect(foundInAsync('for (;;) { o.dataSync(); tf.tidy(() => x.dataSync()); }', 'train')).toEqual([]);
    expect(found(`${TF}export function train(x: tf.Tensor) { for (;;) { x.dataSync(); } }`)).toEqual([]);
  });
});

describe('automatic differentiation', () => {
  const text = `${TF}import { grad as g, train as optimisers } from '@tensorflow/tfjs';
    export function f(x: tf.Tensor) { tf.valueAndGrads(h)([x]); g(h); tf['variableGrads'](h); const o = tf.train.sgd(1); o.minimize(h); optimisers.adam(1).applyGradients({}); }`;

  it('is found by what the exercise forbids', () => {
    expect(found(text)).toEqual(['autodiff tf.valueAndGrads @f', 'autodiff g @f', "autodiff tf['variableGrads'] @f", 'autodiff tf.train.sgd @f', 'autodiff minimize @f', 'autodiff applyGradients @f', 'autodiff optimisers.adam @f']);
    expect(found(text, new Set(['optimizers'] as const))).toEqual(['autodiff tf.train.sgd @f', 'autodiff minimize @f', 'autodiff applyGradients @f', 'autodiff optimisers.adam @f']);
    expect(found(text, NONE)).toEqual([]);
  });

  it("is not the learner's own", () => {
    expect(found('const tf = own; tf.grad(f); tf.train.sgd(1); o.minimize(f);')).toEqual([]);
    expect(found(`${TF}export function train() {} train.sgd(1); tf.mean(x); o.train.sgd(1);`)).toEqual([]);
  });
});
