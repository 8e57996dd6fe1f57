/** Questions that every reader of the tree asks. Names of nodes are those of @lezer/javascript's grammar. */
import type { SyntaxNode } from '@lezer/common';
import type { SourceText } from './sourceText';

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration']);
const COMMENTS = new Set(['LineComment', 'BlockComment']);

/** Functions of every form, the methods of classes among them. A method of an object literal is a `Property` that ends with a block. */
export const isFunction = (node: SyntaxNode): boolean => FUNCTIONS.has(node.name) || (node.name === 'Property' && node.lastChild?.name === 'Block');

export const isError = (node: SyntaxNode): boolean => node.type.isError;

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!COMMENTS.has(child.name)) children.push(child);
  return children;
}

/** Without the parentheses and the assertions of type (`as`, `satisfies`, `!`) around a value. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  for (;;) {
    const inner = wrappedBy(node);
    if (!inner) return node;
    node = inner;
  }
}

/** The value around which this node is only a wrapper. */
function wrappedBy(node: SyntaxNode): SyntaxNode | undefined {
  const [first, second] = childrenOf(node);
  switch (node.name) {
    case 'ParenthesizedExpression':
      return second && !isError(second) && second.name !== ')' ? second : undefined;
    case 'BinaryExpression':
      return second?.name === 'as' || second?.name === 'satisfies' ? first : undefined;
    case 'PostfixExpression':
      return second?.name === 'LogicOp' ? first : undefined;
    default:
      return undefined;
  }
}

/** The outermost wrapper of a value: the whole `(x as T)!` for `x`. */
export function wrapperOf(node: SyntaxNode): SyntaxNode {
  for (;;) {
    const parent = node.parent;
    const inner = parent && wrappedBy(parent);
    if (!parent || !inner || inner.from !== node.from || inner.to !== node.to) return node;
    node = parent;
  }
}

/** One `name = value` of a declaration; `pattern` is the name, or what takes a value apart. */
export interface Declarator {
  pattern: SyntaxNode;
  /** Where the pattern and its type end. */
  patternEnd: number;
  value?: SyntaxNode;
}

const PATTERNS = new Set(['VariableDefinition', 'ObjectPattern', 'ArrayPattern']);

export function declaratorsOf(declaration: SyntaxNode): Declarator[] {
  const declarators: Declarator[] = [];
  let current: Declarator | undefined;
  let afterEquals = false;
  for (const child of childrenOf(declaration)) {
    if (child.name === ',') current = undefined;
    else if (!current) {
      if (!PATTERNS.has(child.name)) continue;
      declarators.push((current = { pattern: child, patternEnd: child.to }));
      afterEquals = false;
    } else if (child.name === 'Equals') afterEquals = true;
    else if (isError(child) || child.name === ';') continue;
    else if (afterEquals) current.value ??= child;
    else current.patternEnd = child.to;
  }
  return declarators;
}

/** The names that a pattern declares. */
export function definitionsIn(pattern: SyntaxNode): SyntaxNode[] {
  if (pattern.name === 'VariableDefinition') return [pattern];
  const found: SyntaxNode[] = [];
  pattern.cursor().iterate((node) => {
    if (node.name === 'VariableDefinition') found.push(node.node);
  });
  return found;
}

/** The variable that a value is bound to: `x` of `const x = value` and of `const [x] = [value]`. */
export function variableFor(holder: SyntaxNode): SyntaxNode | undefined {
  const parent = holder.parent;
  if (parent?.name === 'VariableDeclaration') {
    const pattern = declaratorsOf(parent).find(({ value }) => value?.from === holder.from)?.pattern;
    return pattern?.name === 'VariableDefinition' ? pattern : undefined;
  }
  if (parent?.name !== 'ArrayExpression' || parent.parent?.name !== 'VariableDeclaration') return undefined;
  const pattern = declaratorsOf(parent.parent).find(({ value }) => value?.from === parent.from)?.pattern;
  if (pattern?.name !== 'ArrayPattern' || parent.getChild('Spread')) return undefined;
  const taker = elementsOf(pattern)[elementsOf(parent).findIndex((element) => element[0]?.from === holder.from)];
  return taker?.length === 1 && taker[0]!.name === 'VariableDefinition' ? taker[0] : undefined;
}

/** What stands between the commas of an array or its pattern. */
function elementsOf(array: SyntaxNode): SyntaxNode[][] {
  const elements: SyntaxNode[][] = [[]];
  for (const child of childrenOf(array)) {
    if (child.name === ',') elements.push([]);
    else if (child.name !== '[' && child.name !== ']') elements.at(-1)!.push(child);
  }
  return elements;
}

export function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (isFunction(outer)) return outer;
  return undefined;
}

/** What a function's name is where it is declared, or of the variable that it is given to. */
export function nameOfFunction(node: SyntaxNode): SyntaxNode | undefined {
  const own = node.getChild('VariableDefinition') ?? node.getChild('PropertyDefinition');
  if (own) return own;
  const outer = wrapperOf(node);
  const parent = outer.parent;
  if (parent?.name === 'VariableDeclaration') {
    const pattern = declaratorsOf(parent).find(({ value }) => value?.from === outer.from)?.pattern;
    return pattern?.name === 'VariableDefinition' ? pattern : undefined;
  }
  if (parent?.name === 'AssignmentExpression' && parent.firstChild?.name === 'VariableName' && parent.lastChild?.from === outer.from) return parent.firstChild;
  return undefined;
}

/** A function's block, or the expression behind its arrow. */
export function bodyOf(fn: SyntaxNode): SyntaxNode | undefined {
  const last = fn.lastChild;
  if (last?.name === 'Block') return last;
  return fn.name === 'ArrowFunction' && last && last.name !== 'Arrow' && !isError(last) && fn.getChild('Arrow') ? last : undefined;
}

export const isAsync = (fn: SyntaxNode): boolean => fn.getChild('async') !== null;
export const isGenerator = (fn: SyntaxNode): boolean => fn.getChild('Star') !== null;

/** What stands inside a block's braces; in half-written code the closing one may be missing. */
export function insideBlock(block: SyntaxNode): { from: number; to: number } {
  const closing = block.lastChild?.name === '}' ? block.lastChild.from : block.to;
  return { from: block.from + 1, to: Math.max(closing, block.from + 1) };
}

/** What a `String` node says, or the text of a name. */
export function wordOf(source: SourceText, node: SyntaxNode): string {
  const text = source.slice(node);
  return node.name === 'String' ? text.slice(1, -1) : text;
}
