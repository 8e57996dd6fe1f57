/** The place at which a function makes one property of the object that it returns. */
import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Declarator, declaratorsOf, unwrapped, wordOf, wrapperOf } from './nodes';
import type { SourceText } from './sourceText';
import type { Anchor, Span } from './types';

/**
 * For `return { W1: dW1 }` the declaration of `dW1`; where the value is no variable, the property itself; where no such
 * property is to be seen (the function returns what another one made), the function's name.
 */
export function resultField(source: SourceText, fn: Anchor, field: string): Span {
  const made = fn.body && fieldIn(source, fn.body, field);
  if (!fn.body || !made) return fn.nameSpan;
  const value = made.value && unwrapped(made.value);
  const variable = made.shorthand ?? (value?.name === 'VariableName' ? value : undefined);
  return (variable && declarationOf(source, fn.body, variable)) ?? made.span;
}

interface Field {
  span: Span;
  value?: SyntaxNode;
  /** The name in `{ W1 }`, which is property and variable in one. */
  shorthand?: SyntaxNode;
}

/** Where the field is given its value: in an object that is returned, else in any object, or by an assignment; the last of these counts. */
function fieldIn(source: SourceText, body: Span, field: string): Field | undefined {
  let returned: Field | undefined;
  let any: Field | undefined;
  each(source, body, (node) => {
    if (node.name === 'Property') {
      const [key, ...rest] = childrenOf(node);
      if (!key || !isName(key) || wordOf(source, key) !== field) return;
      const found: Field = { span: spanOf(node), value: rest[0]?.name === ':' ? rest[1] : undefined, shorthand: rest.length === 0 ? key : undefined };
      if (node.parent && isReturned(node.parent)) returned = found;
      else any = found;
    }
    if (node.name === 'AssignmentExpression' && node.firstChild?.name === 'MemberExpression') {
      const key = childrenOf(node.firstChild).findLast(isName);
      if (key && wordOf(source, key) === field) any = { span: spanOf(node), value: node.lastChild ?? undefined };
    }
  });
  return returned ?? any;
}

const isName = ({ name }: SyntaxNode): boolean => name === 'PropertyDefinition' || name === 'PropertyName' || name === 'String';

/** By `return`, or as what stands behind an arrow: `tf.tidy(() => ({ W1 }))`. */
function isReturned(object: SyntaxNode): boolean {
  const outer = wrapperOf(object);
  return outer.parent?.name === 'ReturnStatement' || (outer.parent?.name === 'ArrowFunction' && outer.prevSibling?.name === 'Arrow');
}

/** The nearest declaration above the place where a variable is used; where it has no value yet, the last assignment above. */
function declarationOf(source: SourceText, body: Span, use: SyntaxNode): Span | undefined {
  const name = source.slice(use);
  let declared: { declarator?: Declarator; span: Span } | undefined;
  let assigned: Span | undefined;
  each(source, { from: body.from, to: use.from }, (node) => {
    if (node.name === 'VariableDefinition' && source.slice(node) === name) {
      const declarator = declaratorAround(node);
      declared = { declarator, span: declarator ? { from: declarator.pattern.from, to: declarator.value?.to ?? declarator.patternEnd } : spanOf(node) };
      assigned = undefined;
    }
    if (node.name === 'AssignmentExpression' && node.firstChild?.name === 'VariableName' && source.slice(node.firstChild) === name) assigned = spanOf(node);
  });
  if (declared?.declarator?.value) return declared.span;
  return assigned ?? declared?.span;
}

function declaratorAround(definition: SyntaxNode): Declarator | undefined {
  for (let node = definition.parent; node && node.name !== 'Block'; node = node.parent) {
    if (node.name === 'ParamList') return undefined;
    if (node.name === 'VariableDeclaration') return declaratorsOf(node).find(({ pattern }) => pattern.from <= definition.from && definition.to <= pattern.to);
  }
  return undefined;
}

/** The nodes that begin within a span, in the order of the text. */
function each(source: SourceText, { from, to }: Span, look: (node: SyntaxNode) => void): void {
  source.tree.iterate({ from, to, enter: (node) => { if (node.from >= from && node.from < to) look(node.node); } });
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });
