/** Changes of the text that a code action offers. Each is undefined where it could break what is there. */
import type { SyntaxNode } from '@lezer/common';
import { anchorOfFunction } from './anchors';
import { Names } from './names';
import { bodyOf, childrenOf, definitionsIn, functionAround, isAsync, isFunction, isGenerator, unwrapped, variableFor, wrapperOf } from './nodes';
import type { SourceText } from './sourceText';
import { Tensorflow } from './tensorflow';
import type { Anchor, Span } from './types';

/** Puts `text` in the place of `span`; an empty span inserts. Edits of one change never touch each other. */
export interface Edit {
  span: Span;
  text: string;
}

/**
 * The body of a function inside `return tf.tidy(() => { … })`. Undefined for a function that waits or yields, uses
 * `this` or `arguments`, changes what is not its own (a tensor kept there would be freed), or sees to its tensors
 * already; and for `train`, where one scope around all epochs would hold the tensors of every one until the end.
 */
export function wrapInTidy(source: SourceText, fn: Anchor): Edit[] | undefined {
  const found = functionOf(source, fn);
  const body = found && bodyOf(found);
  if (!body || isAsync(found) || isGenerator(found) || has(body, (node) => node.type.isError)) return undefined;
  const names = new Names(source);
  const tidy = new Tensorflow(source, names).nameOf('tidy', body);
  if (tidy === undefined || fn.name === 'train' || seesToMemory(source, body) || !staysInside(source, names, body, found)) return undefined;
  if (body.name !== 'Block') return [insert(body.from, `${tidy}(() => `), insert(body.to, ')')];
  const inside = fn.body!;
  const text = source.slice(inside);
  if (text.trim() === '') return undefined;
  if (!text.includes('\n')) return [insert(inside.from, ` return ${tidy}(() => {`), insert(inside.to, '}); ')];
  const { outer, inner, unit, eol } = layout(source, found, body);
  const from = /^[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  const opening = from > 0 ? insert(inside.from, `${eol}${inner}return ${tidy}(() => {`) : insert(inside.from, `${eol}${inner}return ${tidy}(() => {${eol}${inner}${unit}`);
  const lastLine = inside.from + text.lastIndexOf('\n') + 1;
  const hasOwnLine = source.text.slice(lastLine, inside.to).trim() === '';
  const closing = hasOwnLine ? insert(lastLine, `${inner}});${eol}`) : insert(inside.to, `${eol}${inner}});${eol}${outer}`);
  const lines = lineStarts(source, { from: inside.from + 1, to: hasOwnLine ? lastLine - 1 : inside.to }).filter((at) => !isInTemplate(source, at) && !/[\r\n]/.test(source.text.charAt(at)));
  return [opening, ...lines.map((at) => insert(at, unit)), closing];
}

/**
 * Frees a tensor that is made at `at` (a place inside the called name, or where the call begins) and held by a local
 * variable: after the last statement of its block that uses it. Undefined where another may hold it then.
 */
export function disposeAfterUse(source: SourceText, at: number): Edit[] | undefined {
  const names = new Names(source);
  const tf = new Tensorflow(source, names);
  const call = callAt(names, at, (candidate) => tf.makesTensor(candidate) && variableFor(wrapperOf(candidate)) !== undefined);
  const variable = call && variableFor(wrapperOf(call));
  const declaration = variable && ancestor(variable, 'VariableDeclaration');
  const block = declaration?.parent;
  if (!declaration || block?.name !== 'Block' || !/^(?:const|let)$/.test(declaration.firstChild?.name ?? '') || has(block, (node) => node.type.isError)) return undefined;
  let last = declaration;
  for (const use of names.usesOf(variable)) {
    const borrower = tf.borrowerOf(wrapperOf(use));
    const statement = statementIn(block, use);
    if (!borrower || !statement || !isDoneWith(tf, borrower, use, declaration)) return undefined;
    if (statement.from > last.from) last = statement;
  }
  // A way out in between would leave the tensor behind; a value that is handed on at once may still need it.
  for (let statement: SyntaxNode | null = declaration; statement && statement.from <= last.from; statement = statement.nextSibling) if (leaves(statement)) return undefined;
  const indent = indentAt(source, last.from);
  const isAlone = source.text.slice(lineStart(source, last.from), last.from).trim() === '';
  return [insert(last.to, `${isAlone ? `${eolOf(source)}${indent}` : ' '}${source.slice(variable)}.dispose();`)];
}

/** Lines as a comment at the beginning of a body; nothing where they stand there already. */
export function formulaComment(source: SourceText, fn: Anchor, lines: string[]): Edit[] {
  const found = functionOf(source, fn);
  const body = found && bodyOf(found);
  if (!body || !fn.body || lines.length === 0) return [];
  const { outer, inner, eol } = layout(source, found, body);
  const comment = lines.map((line) => `${eol}${inner}// ${line}`).join('');
  const text = source.slice(fn.body);
  const wanted = lines.map((line) => `// ${line}`);
  const before = body.name === 'Block' ? text : source.text.slice(found.getChild('Arrow')?.to ?? body.from, body.from);
  const present = before.trimStart().split(/\r?\n/, lines.length).map((line) => line.trim());
  if (wanted.every((line, i) => present[i] === line)) return [];
  if (body.name !== 'Block') {
    const gap = source.text.slice(0, body.from).length - source.text.slice(0, body.from).trimEnd().length;
    return [{ span: { from: body.from - gap, to: body.from }, text: `${comment}${eol}${inner}` }];
  }
  if (text.includes('\n') && /^[ \t]*\r?\n/.test(text)) return [insert(fn.body.from, comment)];
  const content = text.trim();
  return [{ span: fn.body, text: `${comment}${content && `${eol}${inner}${content}`}${eol}${outer}` }];
}

/** `await` before a call of `data()` or `array()`, in parentheses where its value is taken apart. */
export function awaitCall(source: SourceText, at: number): Edit[] | undefined {
  const names = new Names(source);
  const tf = new Tensorflow(source, names);
  const call = callAt(names, at, (candidate) => /^(?:data|array)$/.test(tf.methodOf(candidate)?.name ?? ''));
  const fn = call && functionAround(call);
  if (!fn || !isAsync(fn) || ancestorBelow(call, fn, 'ParamList')) return undefined;
  const parent = call.parent;
  if (parent?.name === 'AwaitExpression') return undefined;
  const isOperand = parent !== null && /^(?:MemberExpression|CallExpression|TaggedTemplateExpression|PostfixExpression)$/.test(parent.name);
  // `**` takes no bare `await` on its left.
  const isBase = parent?.name === 'BinaryExpression' && parent.firstChild?.from === call.from;
  return isOperand || isBase ? [insert(call.from, '(await '), insert(call.to, ')')] : [insert(call.from, 'await ')];
}

const insert = (at: number, text: string): Edit => ({ span: { from: at, to: at }, text });

function functionOf(source: SourceText, { body }: Anchor): SyntaxNode | undefined {
  if (!body) return undefined;
  for (let node: SyntaxNode | null = source.tree.resolveInner(body.from, 1); node; node = node.parent) {
    if (isFunction(node) && anchorOfFunction(source, node)?.body?.from === body.from) return node;
  }
  return undefined;
}

function has(node: SyntaxNode, test: (node: SyntaxNode) => boolean): boolean {
  let found = false;
  node.cursor().iterate((inner) => {
    if (!found && test(inner.node)) found = true;
    return !found;
  });
  return found;
}

/** Whether a body frees or keeps tensors by itself, in whatever way. */
const seesToMemory = (source: SourceText, body: SyntaxNode): boolean =>
  has(body, (node) => (node.name === 'PropertyName' || node.name === 'VariableName') && /^(?:tidy|dispose|keep|startScope)$/.test(source.slice(node)));

/** Whether a body changes only what it declares itself, and has nothing that a callback would change. */
function staysInside(source: SourceText, names: Names, body: SyntaxNode, fn: SyntaxNode): boolean {
  return !has(body, (node) => {
    if (node.name === 'this' || node.name === 'super' || node.name === 'NewTarget' || node.name === 'AwaitExpression' || node.name === 'YieldExpression') return true;
    if (node.name === 'VariableName' && source.slice(node) === 'arguments') return true;
    if (node.name !== 'AssignmentExpression') return false;
    const target = node.firstChild!;
    const targets = target.name === 'VariableName' ? [target] : target.name === 'MemberExpression' ? [rootOf(target)] : definitionsIn(target);
    return targets.some((name) => {
      const definition = name?.name === 'VariableName' || name?.name === 'VariableDefinition' ? names.definitionOf(name) : undefined;
      return !definition || definition.from < fn.from || definition.to > fn.to || (target.name === 'MemberExpression' && definition.to <= body.from);
    });
  });
}

function rootOf(member: SyntaxNode): SyntaxNode {
  let root = member;
  while (root.name === 'MemberExpression' && root.firstChild) root = unwrapped(root.firstChild);
  return root;
}

/**
 * The call at a place. Where several calls begin there, as in `tf.a(x).b()`, an engine means the called name, and a
 * finding the whole callee: so the one that is wanted, the longest.
 */
function callAt(names: Names, at: number, isWanted: (call: SyntaxNode) => boolean): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (const call of names.calls) {
    const callee = call.firstChild;
    if (!callee || callee.from > at || callee.to < at) continue;
    const name = callee.name === 'MemberExpression' ? callee.lastChild! : callee;
    if (at >= name.from && at < name.to) return isWanted(call) ? call : undefined;
    if (callee.from === at && isWanted(call) && (!found || call.to > found.to)) found = call;
  }
  return found;
}

function ancestor(node: SyntaxNode, name: string): SyntaxNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.name === name) return outer;
  return undefined;
}

function ancestorBelow(node: SyntaxNode, top: SyntaxNode, name: string): boolean {
  for (let outer = node.parent; outer && outer.from !== top.from; outer = outer.parent) if (outer.name === name) return true;
  return false;
}

/** The statement of a block that a node lies in. */
function statementIn(block: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
  for (let inner: SyntaxNode | null = node; inner?.parent; inner = inner.parent) if (inner.parent.from === block.from && inner.parent.name === 'Block' && inner.parent.to === block.to) return inner;
  return undefined;
}

/** Whether nothing needs a tensor any more once the statement of a borrower is over. */
function isDoneWith(tf: Tensorflow, borrower: SyntaxNode, use: SyntaxNode, declaration: SyntaxNode): boolean {
  // In a callback one does not know when; `tf.tidy` runs its own at once, and so does a loop.
  for (let fn = functionAround(use); fn && fn.from !== functionAround(declaration)?.from; fn = functionAround(fn)) {
    const call = fn.parent?.name === 'ArgList' ? fn.parent.parent : undefined;
    if (call?.name !== 'CallExpression' || isAsync(fn) || (tf.calledBy(call) !== 'tidy' && tf.methodOf(call)?.name !== 'forEach')) return false;
  }
  if (borrower.name !== 'CallExpression') return true;
  const method = tf.calledBy(borrower) === undefined ? tf.methodOf(borrower)?.name : undefined;
  return !/^(?:data|array|fit|trainOnBatch|evaluate)$/.test(method ?? '') || wrapperOf(borrower).parent?.name === 'AwaitExpression';
}

/** Whether a statement can end the block that it stands in: by itself, or by one inside it. */
function leaves(statement: SyntaxNode): boolean {
  let found = false;
  statement.cursor().iterate((node) => {
    if (isFunction(node.node)) return false;
    if (/^(?:Return|Break|Continue|Throw)Statement$/.test(node.name)) found = true;
    return !found;
  });
  return found;
}

const eolOf = (source: SourceText): string => (source.text.includes('\r\n') ? '\r\n' : '\n');
const lineStart = (source: SourceText, at: number): number => source.text.lastIndexOf('\n', at - 1) + 1;
const indentAt = (source: SourceText, at: number): string => /^[ \t]*/.exec(source.text.slice(lineStart(source, at), at))![0];

/** How a function is indented: outside, inside, and the step between. */
function layout(source: SourceText, fn: SyntaxNode, body: SyntaxNode): { outer: string; inner: string; unit: string; eol: string } {
  const outer = indentAt(source, fn.from);
  const first = body.name === 'Block' ? childrenOf(body).find(({ name }) => name !== '{' && name !== '}') : undefined;
  const isOnOwnLine = first && source.text.slice(lineStart(source, first.from), first.from).trim() === '';
  const inner = isOnOwnLine ? indentAt(source, first.from) : `${outer}${/^\t/m.test(source.text) ? '\t' : '  '}`;
  const unit = inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '  ';
  return { outer, inner, unit, eol: eolOf(source) };
}

function lineStarts(source: SourceText, { from, to }: Span): number[] {
  const starts: number[] = [];
  for (let at = source.text.indexOf('\n', from - 1); at >= 0 && at + 1 <= to; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Blanks there belong to the text that the program makes. */
function isInTemplate(source: SourceText, at: number): boolean {
  for (let node: SyntaxNode | null = source.tree.resolveInner(at, 1); node; node = node.parent) if (node.name === 'TemplateString' && node.from < at && node.to > at) return true;
  return false;
}
