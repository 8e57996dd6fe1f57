import { describe, expect, it } from 'vitest';
import { anchorOf, anchorsOf } from '../../../src/syntax/anchors';
import { awaitCall, disposeAfterUse, type Edit, formulaComment, wrapInTidy } from '../../../src/syntax/edits';
import { staticFindings } from '../../../src/syntax/rules';
import { SourceText } from '../../../src/syntax/sourceText';
import { corpus, solutions, starters, syntaxErrorsOf } from './corpus';

const TF = "import * as tf from '@tensorflow/tfjs';\n";

function applied(text: string, edits: Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.from - b.span.from);
  ordered.forEach(({ span }, i) => i > 0 && expect(span.from).toBeGreaterThanOrEqual(ordered[i - 1]!.span.to));
  expect(new Set(ordered.map(({ span }) => span.from)).size).toBe(ordered.length);
  return ordered.reduceRight((result, { span, text: inserted }) => result.slice(0, span.from) + inserted + result.slice(span.to), text);
}

function errorsIn(text: string): number {
  let errors = 0;
  new SourceText(text).tree.iterate({ enter: ({ type }) => void (errors += Number(type.isError)) });
  return errors;
}

/** `before` may have places that the parser does not know (`[a[i], a[j]] = …`); there must be no new ones. */
const isWhole = (text: string, before = ''): boolean => errorsIn(text) === errorsIn(before) && syntaxErrorsOf(text).length === 0;

const tidied = (code: string, name = 'f', head = TF) => {
  const source = new SourceText(head + code);
  const edits = wrapInTidy(source, anchorOf(source, name)!);
  return edits && applied(source.text, edits).slice(head.length);
};

describe('a body in tf.tidy', () => {
  it('keeps its indentation', () => {
    expect(tidied('export function f(x) {\n  // why\n  const a = x.add(1);\n\n  if (a) {\n    return a;\n  }\n  return x;\n}\n')).toBe(
      'export function f(x) {\n  return tf.tidy(() => {\n    // why\n    const a = x.add(1);\n\n    if (a) {\n      return a;\n    }\n    return x;\n  });\n}\n',
    );
    expect(tidied('export const f = (x) => {\n\tconst a = x;\n\treturn a;\n};')).toBe('export const f = (x) => {\n\treturn tf.tidy(() => {\n\t\tconst a = x;\n\t\treturn a;\n\t});\n};');
    expect(tidied('export function f(x) {\r\n    return x;\r\n}')).toBe('export function f(x) {\r\n    return tf.tidy(() => {\r\n        return x;\r\n    });\r\n}');
    expect(tidied('export function f(x) { return x.add(1); }')).toBe('export function f(x) { return tf.tidy(() => { return x.add(1); }); }');
    expect(tidied('export const f = (x) => x.add(1);')).toBe('export const f = (x) => tf.tidy(() => x.add(1));');
    expect(tidied('export const f = (x) => ({ a: x.add(1) });')).toBe('export const f = (x) => tf.tidy(() => ({ a: x.add(1) }));');
    expect(tidied('export function f(x) { const a = x;\n  return a; }')).toBe('export function f(x) {\n  return tf.tidy(() => {\n     const a = x;\n    return a; \n  });\n}');
  });

  it('leaves text of the program alone', () => {
    expect(tidied('export function f(x) {\n  g(`a\n  b${[\n  x]}`);\n  return x;\n}')).toBe('export function f(x) {\n  return tf.tidy(() => {\n    g(`a\n  b${[\n  x]}`);\n    return x;\n  });\n}');
  });

  it('calls tidy as the file does', () => {
    expect(tidied('export const f = (x) => x.add(1);', 'f', "import { tidy as clean, add } from '@tensorflow/tfjs';\n")).toContain('=> clean(() => x.add(1))');
    expect(tidied('export const f = (x) => x.add(1);', 'f', "import t from '@tensorflow/tfjs';\n")).toContain('=> t.tidy(() => x.add(1))');
    expect(tidied('export const f = (x) => x.add(1);', 'f', "import { add } from '@tensorflow/tfjs';\n")).toBeUndefined();
    expect(tidied('export const f = (tf) => tf.add(1);')).toBeUndefined();
  });

  it('is not offered where it would be wrong', () => {
    for (const code of [
      'export async function f(x) { return x; }', 'export function* f(x) { return x; }', 'export function f(x) { return this.a; }', 'export function f(x) { return arguments[0]; }', 'export function f(x) { return tf.tidy(() => x); }',
      'export const f = (x) => tf.tidy(() => x);', 'export function f(x) { const a = tf.tidy(() => x); a.dispose(); }', 'let kept; export function f(x) { kept = x.add(1); return kept; }', 'export function f(x, o) { o.a = x.add(1); }',
      'let kept; export function f(x) { [kept] = [x.add(1)]; }', 'export function f(x) { return tf.keep(x); }', "export { f } from './x';", 'export function f(x) { }', 'export function f(x) { const a = ; }', 'export let f; f = (x) => x;',
    ]) {
      expect([code, tidied(code)]).toEqual([code, undefined]);
    }
    expect(tidied('export function train(x) { for (;;) { x.add(1); } }', 'train')).toBeUndefined();
    expect(tidied('export function f(x) { let a; a = x; const o = {}; o.b = a; return o; }')).toBeDefined();
  });

  it('leaves every file of the corpora whole, for every function of which it is offered', () => {
    let offered = 0;
    for (const { file, text } of corpus) {
      const source = new SourceText(text);
      for (const anchor of anchorsOf(source)) {
        const edits = wrapInTidy(source, anchor);
        if (!edits) continue;
        offered++;
        const edited = applied(text, edits);
        expect([file, anchor.name, isWhole(edited, text)]).toEqual([file, anchor.name, true]);
        // Done twice it would be wrong.
        const after = new SourceText(edited);
        expect(wrapInTidy(after, anchorOf(after, anchor.name)!)).toBeUndefined();
      }
    }
    expect(offered).toBeGreaterThan(100);
    for (const { text } of solutions) expect(anchorsOf(new SourceText(text)).filter((anchor) => wrapInTidy(new SourceText(text), anchor)?.length === 0)).toEqual([]);
  });
});

describe('dispose', () => {
  const freed = (body: string, made = 'add', head = 'export async function f(x: tf.Tensor, model: tf.LayersModel, o: any) {') => {
    const text = `${TF}${head}\n${body}\n}`;
    const edits = disposeAfterUse(new SourceText(text), text.indexOf(made, TF.length + head.length));
    if (!edits) return undefined;
    const edited = applied(text, edits);
    expect(isWhole(edited)).toBe(true);
    return edited.slice(TF.length + head.length + 1, -2);
  };

  it('follows the last statement that uses the tensor', () => {
    expect(freed('  const a = x.add(1);\n  const n = a.dataSync()[0];\n  return n;')).toBe('  const a = x.add(1);\n  const n = a.dataSync()[0];\n  a.dispose();\n  return n;');
    expect(freed('  for (;;) {\n    const a = x.add(1);\n  }')).toBe('  for (;;) {\n    const a = x.add(1);\n    a.dispose();\n  }');
    expect(freed('  const a = x.add(1); const b = a.mul(2); return b;')).toBe('  const a = x.add(1); const b = a.mul(2); a.dispose(); return b;');
    expect(freed('  const [a, b] = [x.add(1), x.mul(2)];\n  await model.trainOnBatch(a, b);')).toBe('  const [a, b] = [x.add(1), x.mul(2)];\n  await model.trainOnBatch(a, b);\n  a.dispose();');
    expect(freed('  const a = x.add(1);\n  for (const i of o) {\n    o.f(tf.tidy(() => a.mul(i).dataSync()));\n  }\n  return 1;')).toBe('  const a = x.add(1);\n  for (const i of o) {\n    o.f(tf.tidy(() => a.mul(i).dataSync()));\n  }\n  a.dispose();\n  return 1;');
  });

  it('finds the tensor from a place in the called name and from a finding', () => {
    const text = `${TF}export function f(x: tf.Tensor) {\n  for (;;) {\n    const a = tf.matMul(x, x).add(x);\n  }\n}`;
    const source = new SourceText(text);
    const [finding] = staticFindings(source, new Set());
    const byFinding = disposeAfterUse(source, finding!.span.from);
    expect(byFinding).toEqual([{ span: { from: text.indexOf(';\n  }') + 1, to: text.indexOf(';\n  }') + 1 }, text: '\n    a.dispose();' }]);
    expect(disposeAfterUse(source, text.indexOf('add('))).toEqual(byFinding);
    // The product in between is held by nothing.
    expect(disposeAfterUse(source, text.indexOf('matMul('))).toBeUndefined();
  });

  it('is not offered where another may hold the tensor', () => {
    for (const rest of [
      'return a;', 'return a.mul(2);', 'o.push(a);', 'o.a = a;', 'g(a);', 'const b = { a };', 'a.dispose();', 'tf.dispose(a);', 'model.fit(a, a);', 'o.g(() => a.mul(2));', 'if (o) return; a.mul(2);', 'while (o) { break; } a.mul(2);', 'const p = a.data(); await p;', 'a = x;', 'const b = ;',
    ]) {
      expect([rest, freed(`  let a = x.add(1);\n  ${rest}`)]).toEqual([rest, undefined]);
    }
    expect(freed('  o.a = x.add(1);')).toBeUndefined();
    expect(freed('  return x.add(1);')).toBeUndefined();
    expect(freed('  const a = o.add(1);')).toBeUndefined();
    expect(freed('  const a = x.add(1);', 'const')).toBeUndefined();
  });
});

describe('a formula', () => {
  const commented = (code: string, lines = ['a = tanh(z)', 'b = a·W']) => {
    const source = new SourceText(code);
    return applied(code, formulaComment(source, anchorOf(source, 'f')!, lines));
  };

  it('stands first in the body, at its indentation', () => {
    expect(commented('export function f(x) {\n    return x;\n}')).toBe('export function f(x) {\n    // a = tanh(z)\n    // b = a·W\n    return x;\n}');
    expect(commented('export const f = (x) => {\r\n\treturn x;\r\n}')).toBe('export const f = (x) => {\r\n\t// a = tanh(z)\r\n\t// b = a·W\r\n\treturn x;\r\n}');
    expect(commented('export function f(x) { return x; }')).toBe('export function f(x) {\n  // a = tanh(z)\n  // b = a·W\n  return x;\n}');
    expect(commented('export function f(x) {}')).toBe('export function f(x) {\n  // a = tanh(z)\n  // b = a·W\n}');
    expect(commented('export const f = (x) => x.add(1);')).toBe('export const f = (x) =>\n  // a = tanh(z)\n  // b = a·W\n  x.add(1);');
    expect(commented('export const f = (x) =>\n  x.add(1);')).toBe('export const f = (x) =>\n  // a = tanh(z)\n  // b = a·W\n  x.add(1);');
  });

  it('stands there once', () => {
    for (const code of ['export function f(x) {\n  return x;\n}', 'export const f = (x) => x.add(1);', 'export function f(x) { return x; }']) expect(commented(commented(code))).toBe(commented(code));
    expect(commented("export { f } from './x';")).toBe("export { f } from './x';");
    expect(commented('export function f() {\n}', [])).toBe('export function f() {\n}');
  });

  it('leaves every starter whole', () => {
    for (const { text } of [...starters, ...solutions]) {
      const source = new SourceText(text);
      for (const anchor of anchorsOf(source)) {
        const edited = applied(text, formulaComment(source, anchor, ['x = y']));
        expect(edited).toContain('// x = y');
        expect(isWhole(edited, text)).toBe(true);
      }
    }
  });
});

describe('await', () => {
  const awaited = (body: string, head = 'export async function f(x: tf.Tensor) { ') => {
    const text = `${TF}${head}${body} }`;
    const edits = awaitCall(new SourceText(text), text.search(/(?:data|array)\(/));
    return edits && applied(text, edits).slice(TF.length + head.length, -2);
  };

  it('stands before the call, in parentheses where its value is taken apart', () => {
    expect(awaited('const v = x.data();')).toBe('const v = await x.data();');
    expect(awaited('const v = x.data()[0];')).toBe('const v = (await x.data())[0];');
    expect(awaited('const v = await x.add(1).data()[0];')).toBe('const v = await (await x.add(1).data())[0];');
    expect(awaited('const v = x.array() ** 2;')).toBe('const v = (await x.array()) ** 2;');
    expect(awaited('for (const v of x.data()) {}')).toBe('for (const v of await x.data()) {}');
    expect(awaited('g(...x.data());')).toBe('g(...await x.data());');
  });

  it('is not offered where nothing can be awaited', () => {
    expect(awaited('const v = x.data();', 'export function f(x: tf.Tensor) { ')).toBeUndefined();
    expect(awaited('const v = tf.tidy(() => x.data());')).toBeUndefined();
    expect(awaited('const v = await x.data();')).toBeUndefined();
    expect(awaited('1;', 'export async function f(x, v = x.data()) { ')).toBeUndefined();
  });

  it('is found from a finding', () => {
    const text = `${TF}export async function f(x: tf.Tensor) { return x.add(1).data()[0]; }`;
    const source = new SourceText(text);
    const [finding] = staticFindings(source, new Set());
    expect(applied(text, awaitCall(source, finding!.span.from)!)).toContain('return (await x.add(1).data())[0];');
  });
});
