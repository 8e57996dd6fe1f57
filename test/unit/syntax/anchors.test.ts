import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { anchorOf, anchorsOf } from '../../../src/syntax/anchors';
import { SourceText } from '../../../src/syntax/sourceText';
import { corpus, starters } from './corpus';

/** What TypeScript's own parser says a file exports that can be a function. */
function exportedFunctions(text: string): string[] {
  const source = ts.createSourceFile('learner.ts', text, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const functionNames = (name: ts.BindingName): string[] => (ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : functionNames(element.name))));
  for (const statement of source.statements) {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const isDefault = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (isExported && !isDefault && ts.isFunctionDeclaration(statement) && statement.name) names.add(statement.name.text);
    if (isExported && ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (initializer && (ts.isLiteralExpression(initializer) || ts.isArrayLiteralExpression(initializer) || ts.isObjectLiteralExpression(initializer) || ts.isPrefixUnaryExpression(initializer))) continue;
        functionNames(name).forEach((one) => names.add(one));
      }
    }
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      for (const { name, isTypeOnly } of statement.exportClause.elements) if (!isTypeOnly && name.text !== 'default') names.add(name.text);
    }
  }
  return [...names].sort();
}

const at = (text: string, name: string) => {
  const anchor = anchorOf(new SourceText(text), name);
  const show = (span?: { from: number; to: number }) => span && text.slice(span.from, span.to);
  return anchor && { name: show(anchor.nameSpan), whole: show(anchor.span), body: show(anchor.body), isAsync: anchor.isAsync };
};
const names = (text: string) => anchorsOf(new SourceText(text)).map(({ name }) => name);

describe('the anchors', () => {
  it('are those that TypeScript finds, in every file of the corpora', () => {
    expect(corpus.length).toBeGreaterThan(250);
    const found = corpus.map(({ file, text }) => ({ file, names: names(text).sort() }));
    expect(found).toEqual(corpus.map(({ file, text }) => ({ file, names: exportedFunctions(text) })));
  });

  it('of a starter know the body of every function', () => {
    for (const { text } of starters) {
      const anchors = anchorsOf(new SourceText(text));
      expect(anchors.length).toBeGreaterThanOrEqual(6);
      for (const { name, body } of anchors) expect(text.slice(body!.from, body!.to)).toContain(`TODO: ${name}`);
    }
  });

  it('stand at a declaration, with what is between its braces or behind its arrow', () => {
    expect(at('export async function f(x: A): Promise<B> { return x; }', 'f')).toEqual({ name: 'f', whole: 'export async function f(x: A): Promise<B> { return x; }', body: ' return x; ', isAsync: true });
    expect(at('export const f = (x) => x.add(1);', 'f')).toEqual({ name: 'f', whole: 'export const f = (x) => x.add(1);', body: 'x.add(1)', isAsync: false });
    expect(at('export const f = async (x) => ({ x });', 'f')).toMatchObject({ body: '({ x })', isAsync: true });
    expect(at('export let f = function g() { 1 };', 'f')).toMatchObject({ name: 'f', body: ' 1 ' });
    expect(at('export const f = ((x) => x) as F, g = () => { 2 };', 'f')).toMatchObject({ whole: 'f = ((x) => x) as F', body: 'x' });
    expect(at('export const f = ((x) => x) as F, g = () => { 2 };', 'g')).toMatchObject({ whole: 'g = () => { 2 }', body: ' 2 ' });
    expect(at('export const f = (x) => x.y /* why */; // so', 'f')).toMatchObject({ body: 'x.y' });
    expect(at('export const f = (x) => /* why */ x.y\n// so\n', 'f')).toMatchObject({ body: 'x.y' });
    expect(at('export function* f() { yield 1 }', 'f')).toMatchObject({ body: ' yield 1 ' });
    expect(at('export const f: (x: A) => B = x => { return x };', 'f')).toMatchObject({ body: ' return x ' });
  });

  it('stand at the export where a value arrives otherwise', () => {
    expect(at('export let f: F, g; f = () => 1;', 'f')).toEqual({ name: 'f', whole: 'f: F', body: undefined, isAsync: false });
    expect(at('export const { a, b: { c }, ...d } = make();', 'c')).toMatchObject({ name: 'c', whole: 'export const { a, b: { c }, ...d } = make();', body: undefined });
    expect(names('export const [{ a, b = 1 }, , c] = make();')).toEqual(['a', 'b', 'c']);
    expect(at('export const f = memo((x) => x);', 'f')).toMatchObject({ name: 'f', body: undefined });
    expect(names('export const f = native ?? ((x) => x), g = fast ? a : b;')).toEqual(['f', 'g']);
  });

  it('stand at the declaration that an export list names', () => {
    for (const text of ['export { g as conv2d }; function g() { 1 }', 'function g() { 1 } export { g as conv2d };', "function g() { 1 } export { g as 'conv2d' };"]) expect(at(text, 'conv2d')).toEqual({ name: 'g', whole: 'function g() { 1 }', body: ' 1 ', isAsync: false });
    expect(at('const a = 1, g = async () => 2; export { g as conv2d, a };', 'conv2d')).toMatchObject({ name: 'g', whole: 'g = async () => 2', body: '2', isAsync: true });
    expect(at('{ function g() { 0 } } function g() { 1 } export { g as f };', 'f')).toMatchObject({ body: ' 1 ' });
    expect(at('interface g {} function g() { 1 } export { g };', 'g')).toMatchObject({ whole: 'function g() { 1 }' });
    expect(at('function train() { 1 } export function train2() {} export { train };', 'train')).toMatchObject({ body: ' 1 ' });
  });

  it('stand at the specifier of what comes from another file', () => {
    expect(at("export { f } from './x';", 'f')).toEqual({ name: 'f', whole: 'f', body: undefined, isAsync: false });
    expect(at("function f() { 1 } export { f as g } from './x';", 'g')).toEqual({ name: 'f', whole: 'f as g', body: undefined, isAsync: false });
    expect(at("export { default as f } from './x';", 'f')).toMatchObject({ name: 'default', whole: 'default as f' });
    expect(at("import { f } from './x'; export { f };", 'f')).toMatchObject({ whole: 'f' });
  });

  it('of overloads stand at the implementation', () => {
    const text = 'export function f(x: A): A;\nexport function f(x: B): B;\nexport function f(x: any) { return x; }';
    expect(anchorsOf(new SourceText(text))).toHaveLength(1);
    expect(at(text, 'f')).toMatchObject({ whole: 'export function f(x: any) { return x; }', body: ' return x; ' });
    expect(at('function g(x: A): A; function g(x: any) { 1 } export { g as f };', 'f')).toMatchObject({ body: ' 1 ' });
  });

  it('do not count types, classes, plain values, default exports or what is not exported', () => {
    expect(names('export type A = 1; export interface B {} export class C {} export abstract class D {} export enum E {} export declare function f(): void; export declare const g: number;')).toEqual([]);
    expect(names('export default function f() {}')).toEqual([]);
    expect(names('export default { f() {} }; function h() {} export { h as default };')).toEqual([]);
    expect(names("export * from './x'; export * as ns from './x'; export type { T } from './x'; export { type U, V } from './x';")).toEqual(['V']);
    expect(names('type A = 1; class B {} export { A, B };')).toEqual([]);
    expect(names('export const N = 1, S = `a`, R = /x/, A = [1], O = { f() {} }, U = -1, M = 2 * 3;')).toEqual([]);
    expect(names('function f() {} const g = () => 1;')).toEqual([]);
    expect(names('namespace Scale { export const of = () => 1; }')).toEqual([]);
  });

  it('live in half-written code, wherever the tree has them', () => {
    expect(names('export function f(x) { if (x) {\n}\nexport function g() { return 1 }\nexport const h = () => tf.tidy(() => {\n  1;\n}\nexport function i() {}')).toEqual(['f', 'g', 'h', 'i']);
    expect(names('export function f(x: tf.')).toEqual(['f']);
    expect(names('export const f = ')).toEqual(['f']);
    expect(names('export { f as ')).toEqual(['f']);
    expect(names('export function f() { const a = ; return a + }\nexport function g() {}')).toEqual(['f', 'g']);
    expect(names('export function')).toEqual([]);
    expect(at('export function f() { a(', 'f')).toMatchObject({ body: ' a(' });
  });

  it('of every beginning of a file are found without an exception', () => {
    const { text } = starters[0]!;
    for (let end = 0; end < text.length; end += 29) {
      for (const { span, nameSpan, body } of anchorsOf(new SourceText(text.slice(0, end)))) {
        expect(nameSpan.from).toBeGreaterThanOrEqual(span.from);
        expect(nameSpan.to).toBeLessThanOrEqual(end);
        if (body) expect(body.to).toBeGreaterThanOrEqual(body.from);
      }
    }
  });
});
