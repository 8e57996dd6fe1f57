import { transformSync } from 'amaro';
import { describe, expect, it } from 'vitest';
import { probesOf } from '../../../src/syntax/probes';
import { SourceText } from '../../../src/syntax/sourceText';
import type { Probe } from '../../../src/syntax/types';
import { corpus, solutions, syntaxErrorsOf } from './corpus';

/** `name=expression` of a variable, `return expression`, `for name`; behind each the function in which it stands. */
function seen(text: string): string[] {
  return probesOf(new SourceText(text)).map(({ kind, name, span, function: around }) => {
    const value = text.slice(span.from, span.to);
    return `${kind === 'returned' ? `return ${value}` : kind === 'loop' ? `for ${name}` : `${name}=${value}`}${around && ` @${around}`}`;
  });
}

/** As the runner does: a call around each expression, a statement where a loop's body begins. */
function probed(code: string, probes: Probe[]): string {
  const inserted = probes.flatMap(({ id, span, kind, name }) =>
    kind === 'loop' ? [{ at: span.from, text: `__p(${id}, ${name});`, order: id }] : [{ at: span.from, text: `__p(${id}, `, order: id }, { at: span.to, text: ')', order: -id }],
  );
  inserted.sort((a, b) => a.at - b.at || Number(a.text !== ')') - Number(b.text !== ')') || a.order - b.order);
  let result = '';
  let from = 0;
  for (const { at, text } of inserted) {
    result += code.slice(from, at) + text;
    from = at;
  }
  return result + code.slice(from);
}

describe('the probes', () => {
  it('look at what variables are given', () => {
    expect(seen('const a = f(x), b: T = a.b, c = 1; let d; var e = await g();')).toEqual(['a=f(x)', 'b=a.b', 'e=await g()']);
    expect(seen('function f() { let a; a = b(); for (;;) { a = a.add(c); a += 1; o.p = q(); } }')).toEqual(['a=b() @f', 'a=a.add(c) @f']);
    expect(seen('const a = b = c(d);')).toEqual(['b=c(d)']);
    expect(seen('const a = x as T, b = x!, c = x satisfies T, d = f<T>(x), e = (x, y);')).toEqual(['a=x as T', 'b=x!', 'c=x satisfies T', 'd=f<T>(x)', 'e=(x, y)']);
  });

  it('look at what named functions return, and not at what a callback does', () => {
    expect(seen('export function f(x) { return tf.tidy(() => { const a = x.b; return a; }); }')).toEqual(['return tf.tidy(() => { const a = x.b; return a; }) @f', 'a=x.b @f']);
    expect(seen('export const f = (x) => x.add(1); const g = (x) => ({ x }); const h = (x: A): B => (x as B);')).toEqual(['return x.add(1) @f', 'return ({ x }) @g', 'return (x as B) @h']);
    expect(seen('export const f = (x) => tf.tidy(() => x.map((y) => y.z));')).toEqual(['return tf.tidy(() => x.map((y) => y.z)) @f']);
    expect(seen('let f; f = (x) => x.y; function g() { return\nx.y; }')).toEqual(['return x.y @f']);
    expect(seen('class A { call(x) { return x.y } } const o = { m(x) { return x.z } }')).toEqual(['return x.y @call', 'o={ m(x) { return x.z } }', 'return x.z @m']);
    expect(seen('function f() { return a, b; } function g() { return; } function h() { return a = b(c) }')).toEqual(['a=b(c) @h']);
  });

  it('look at loop variables where the body begins', () => {
    const text = 'function f() { for (let i = 0, j = n; i < j; i++) { g(i); } for (const w of xs) { } for (const [k, v] of ys) {} for (const k in o) {} for (k of xs) {} }';
    expect(seen(text)).toEqual(['for i @f', 'for j @f', 'for w @f', 'for k @f', 'for v @f', 'for k @f', 'for k @f']);
    expect(probesOf(new SourceText('for (const w of xs) { w; }'))).toEqual([{ id: 0, span: { from: 21, to: 21 }, name: 'w', kind: 'loop', function: '', hintAt: 12 }]);
    expect(seen('for (const w of xs) g(w); for (;;) {} for (const w of xs) { const w = 1; } for (let i = 0; ; ) { function i() {} }')).toEqual([]);
  });

  it('name the innermost function that is exported or has a name', () => {
    expect(seen('const begin = () => { const a = b(); }; export { begin as initParams };')).toEqual(['a=b() @initParams']);
    expect(seen('export function f() { const step = (v) => { const w = v.x; }; xs.forEach((x) => { const y = x.z; }); }')).toEqual(['w=v.x @step', 'y=x.z @f']);
  });

  it('leave out what shows itself, and what a call around it would change', () => {
    expect(seen("const a = 1, b = 's', c = `t${d}`, e = true, f = null, g = /r/, h = [1, [-2]], i = { j: 1, 'k': [] }, l = new L(x), m = (1 as T), n = 'x' as const;")).toEqual([]);
    expect(seen('const a = function () {}, b = async () => {}, c = class {}, d = (() => {}) as F, e = <T>x;')).toEqual([]);
    expect(seen('const { a, b } = c(); const [d] = e(); ({ a } = c()); o.p = q(); f ??= g();')).toEqual([]);
    expect(seen('function f(a = b(), { c = d() } = (e = g())) {} class A { x = b(); static y = c(); @dec(z = 1) w = 2; } enum E { A = f() } declare const g: number; declare let h; type T = typeof x;')).toEqual([]);
  });

  it('look at nothing in a statement that is not whole', () => {
    expect(seen('const a = b(;\nconst c = d();')).not.toContain('a=b(');
    expect(seen('const a = f(x) as ; function g() { return y. }')).toEqual([]);
    for (const { text } of solutions) for (let end = 0; end < text.length; end += 211) expect(() => probesOf(new SourceText(text.slice(0, end)))).not.toThrow();
  });

  it('say where an editor shows the value', () => {
    const text = 'const a: T = f(x); export const g = (x) => x.y; function h() { let b; b = a.c; return b.d; } for (const w of xs) {}';
    expect(probesOf(new SourceText(text)).map(({ hintAt }) => text.slice(0, hintAt).match(/\S+( T)?$/)![0])).toEqual(['a: T', '=>', 'b', 'return', 'w']);
  });

  it('are counted in the order of the text, 300 at most', () => {
    const text = Array.from({ length: 400 }, (_, i) => `for (const w of [x${i} = f(${i})]) { const a = w.b; }`).join('\n');
    const probes = probesOf(new SourceText(text));
    expect(probes.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(probes.every(({ span }, i) => i === 0 || span.from >= probes[i - 1]!.span.from)).toBe(true);
  });

  it('leave every file of the corpora without a syntax error', () => {
    let count = 0;
    for (const { file, text: withMark } of corpus) {
      // An editor has no byte order mark in its text.
      const text = withMark.replace(/^\uFEFF/, '');
      let code: string;
      try {
        code = transformSync(text, { mode: 'strip-only' }).code;
      } catch {
        continue; // it makes code of types (a namespace, an enum): the runner rewrites it, without probes
      }
      expect({ file, length: code.length }).toEqual({ file, length: text.length });
      const probes = probesOf(new SourceText(text));
      count += probes.length;
      expect({ file, errors: syntaxErrorsOf(probed(code, probes)) }).toEqual({ file, errors: [] });
    }
    expect(count).toBeGreaterThan(1_000);
  });

  it('leave unusual code without a syntax error', () => {
    const text = `
      async function* f(x) { const a = yield x.y; const b = await x.z; const c = x?.y ?? x.z as T\n; return a ? b : c }
      const g = (x: A): B => ({ ...x, y: x.z } as B)
      const h = x! as T
      ;[1].map(g)
      const t = tag\`a\${h}\`, u = typeof h, v = h in g, w = (h as A)!.b!
      label: for (const k of a as T[]) { if (k) continue label; let z = k satisfies U\n }
      var s = a < b, r = a<B>(c), q = import('x'), p = void 0, o = function () { return this.x }.call(s) as V;`;
    const { code } = transformSync(text, { mode: 'strip-only' });
    const probes = probesOf(new SourceText(text));
    expect(probes.length).toBeGreaterThan(14);
    expect(syntaxErrorsOf(probed(code, probes))).toEqual([]);
  });
});
