import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../../src/syntax/anchors';
import { resultField } from '../../../src/syntax/resultField';
import { SourceText } from '../../../src/syntax/sourceText';
import { corpus, solutions } from './corpus';

/** The text at which an editor would stand. */
function found(text: string, field = 'W1'): string {
  const source = new SourceText(text);
  return source.slice(resultField(source, anchorOf(source, 'backward')!, field));
}
const backward = (body: string) => `export function backward(x: T, p: P): P {\n${body}\n}\n`;

describe('the place where a property of a result is made', () => {
  it.each<[string, string, string]>([
    ['a variable', backward('const dW1: T = f(x);\nreturn { W1: dW1, b1 };'), 'dW1: T = f(x)'],
    ['a variable of the property’s name', backward('const W1 = f(x);\nreturn { W1, b1 };'), 'W1 = f(x)'],
    ['an expression', backward('return { b1: 1, W1: f(dW1), W2 };'), 'W1: f(dW1)'],
    ['within tf.tidy', backward('return tf.tidy(() => {\nconst dW1 = f(x);\nreturn { W1: dW1 };\n});'), 'dW1 = f(x)'],
    ['behind an arrow', backward('const g = f(x); return tf.tidy(() => ({ W1: g }));'), 'g = f(x)'],
    ['an arrow function', 'export const backward = (x: T): P => ({ W1: f(x) });', 'W1: f(x)'],
    ['exported under another name', 'const back = (x: T) => { const d = f(x); return { W1: d }; };\nexport { back as backward };', 'd = f(x)'],
    ['with assertions of type', backward('const d = f(x);\nreturn { W1: (d as T)!, b1 } as P;'), 'd = f(x)'],
    ['a quoted name', backward("return { 'W1': f(x) };"), "'W1': f(x)"],
    ['one of several in a declaration', backward('const a = 1, d = f(x), c = 2;\nreturn { W1: d };'), 'd = f(x)'],
    ['taken apart', backward('const [d, e] = f(x);\nreturn { W1: d };'), '[d, e] = f(x)'],
    ['declared before, assigned later', backward('let d: T;\nif (x) d = f(x);\nreturn { W1: d };'), 'd = f(x)'],
    ['the nearest declaration above', backward('{ const d = 1; }\nconst d = f(x);\nreturn { W1: d };\nfunction g() { const d = 2; }'), 'd = f(x)'],
    ['an object that a variable holds', backward('const d = f(x);\nconst g = { W1: d };\nreturn g;'), 'd = f(x)'],
    ['an object that is filled', backward('const g = {} as P;\ng.W1 = f(x);\nreturn g;'), 'g.W1 = f(x)'],
    ['an object that is filled by name', backward("const g = {} as P;\ng['W1'] = f(x);\nreturn g;"), "g['W1'] = f(x)"],
    ['what is returned before other objects of that shape', backward('return { W1: f(x) };\nfunction other() { const o = { W1: 2 }; }'), 'W1: f(x)'],
    ['the last return', backward('if (!x) return { W1: 0 };\nreturn { W1: f(x) };'), 'W1: f(x)'],
    ['a parameter', backward('return { W1: x };'), 'W1: x'],
    ['a method', backward('return { W1() {} };'), 'W1() {}'],
    ['half-written', backward('const d = f(x);\nreturn { W1: d'), 'd = f(x)'],
    ['comments', backward('const d = f(x); // d = 3\nreturn { /* W1: 4 */ W1: /* d */ d };'), 'd = f(x)'],
    ['nothing', backward("throw new Error('TODO: backward');"), 'backward'],
    ['another function’s result', backward('return back(x);'), 'backward'],
    ['another file’s function', "export { backward } from './other';", 'backward'],
    ['only in another function', `${backward('return g(x);')}function g() { return { W1: 1 }; }`, 'backward'],
  ])('%s', (_, text, place) => expect(found(text)).toBe(place));

  it('in the reference solution is the declaration of each gradient', () => {
    const { text } = solutions.find(({ file }) => file.includes('neural-network'))!;
    expect(['W1', 'b1', 'W2', 'b2'].map((field) => found(text, field))).toEqual([
      'dW1: tf.Tensor2D = tf.matMul(x, dz1, true, false)',
      'db1: tf.Tensor1D = tf.sum(dz1, 0)',
      'dW2: tf.Tensor2D = tf.matMul(f.a1, dz2, true, false)',
      'db2: tf.Tensor1D = tf.sum(dz2, 0)',
    ]);
  });

  it('lies within the function, in everything that learners hand in', () => {
    const files = corpus.flatMap(({ file, text }) => {
      const source = new SourceText(text);
      const anchor = anchorOf(source, 'backward');
      return anchor ? [{ file, source, anchor }] : [];
    });
    expect(files.length).toBeGreaterThan(20);
    for (const { file, source, anchor } of files) {
      for (const field of ['W1', 'b1', 'W2', 'b2']) {
        const { from, to } = resultField(source, anchor, field);
        expect(from >= Math.min(anchor.span.from, anchor.nameSpan.from) && to <= anchor.span.to && to > from, `${file} ${field}: ${source.slice({ from, to })}`).toBe(true);
      }
    }
  });
});
