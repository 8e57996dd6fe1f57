/** The functions that a file exports, in every form that grading takes (design.md, rules of grading, 1). */
import type { SyntaxNode } from '@lezer/common';
import { bodyOf, childrenOf, type Declarator, declaratorsOf, definitionsIn, insideBlock, isAsync, isError, isFunction, unwrapped, wordOf } from './nodes';
import type { SourceText } from './sourceText';
import type { Anchor, Span } from './types';

const known = new WeakMap<SourceText, Anchor[]>();

/** In the order of the text. `export *` names nothing, and a default export is not graded: neither has an anchor. */
export function anchorsOf(source: SourceText): Anchor[] {
  let anchors = known.get(source);
  if (!anchors) known.set(source, (anchors = findAnchors(source)));
  return anchors;
}

export const anchorOf = (source: SourceText, name: string): Anchor | undefined => anchorsOf(source).find((anchor) => anchor.name === name);

const byBody = new WeakMap<SourceText, Map<number, Anchor>>();

/** The anchor whose body is this function's. */
export function anchorOfFunction(source: SourceText, fn: SyntaxNode): Anchor | undefined {
  let anchors = byBody.get(source);
  if (!anchors) byBody.set(source, (anchors = new Map(anchorsOf(source).flatMap((anchor) => (anchor.body ? [[anchor.body.from, anchor] as const] : [])))));
  const body = bodyOf(fn);
  return body && anchors.get(body.name === 'Block' ? insideBlock(body).from : body.from);
}

function findAnchors(source: SourceText): Anchor[] {
  const anchors = new Map<string, Anchor>();
  const add = (anchor: Anchor): void => {
    const before = anchors.get(anchor.name);
    // Of overloads, the one with a body.
    if (!before || (!before.body && anchor.body)) anchors.set(anchor.name, anchor);
  };
  let locals: Map<string, Local> | undefined;
  for (const declaration of source.outline.exports) {
    if (declaration.getChild('default')) continue;
    const group = declaration.getChild('ExportGroup');
    if (group) {
      if (declaration.getChild('type')) continue;
      const isElsewhere = declaration.getChild('from') !== null;
      for (const { local, exported, span } of specifiersOf(source, group)) {
        if (exported === 'default') continue;
        const found = isElsewhere ? undefined : (locals ??= localsOf(source)).get(source.slice(local));
        const anchor = found === undefined ? { name: exported, nameSpan: spanOf(local), span, isAsync: false } : anchorOfLocal(found, exported);
        if (anchor) add(anchor);
      }
      continue;
    }
    for (const local of declaredBy(source, declaration)) {
      const anchor = anchorOfLocal(local, source.slice(local.name));
      if (anchor) add(anchor);
    }
  }
  return [...anchors.values()].sort((a, b) => a.nameSpan.from - b.nameSpan.from);
}

interface Specifier {
  local: SyntaxNode;
  exported: string;
  span: Span;
}

function specifiersOf(source: SourceText, group: SyntaxNode): Specifier[] {
  const specifiers: Specifier[] = [];
  let part: SyntaxNode[] = [];
  const close = (): void => {
    const words = part.filter((node) => node.name !== 'as' && !isError(node));
    const [local, exported = local] = words;
    // The grammar knows no `type` before one name: there it stands as a name, and what follows as an error.
    const isType = local && source.slice(local) === 'type' && part.some(isError);
    if (local && exported && !isType) specifiers.push({ local, exported: wordOf(source, exported), span: { from: local.from, to: exported.to } });
    part = [];
  };
  for (const child of childrenOf(group)) {
    if (child.name === '{' || child.name === '}') continue;
    if (child.name === ',') close();
    else part.push(child);
  }
  close();
  return specifiers;
}

/** A name of the module and what it stands for. */
interface Local {
  name: SyntaxNode;
  span: Span;
  /** The function itself, where it is seen; `unknown`: a value that may be one; `none`: never a function of the exercise. */
  is: SyntaxNode | 'unknown' | 'none';
}

function anchorOfLocal({ name, span, is }: Local, exported: string): Anchor | undefined {
  if (is === 'none') return undefined;
  const anchor: Anchor = { name: exported, nameSpan: spanOf(name), span, isAsync: false };
  if (is === 'unknown') return anchor;
  const body = bodyOf(is);
  return { ...anchor, isAsync: isAsync(is), ...(body && { body: body.name === 'Block' ? insideBlock(body) : spanOf(body) }) };
}

/** What one statement declares; `export` belongs to its span. */
function declaredBy(source: SourceText, statement: SyntaxNode): Local[] {
  const declaration = statement.name === 'ExportDeclaration' ? childrenOf(statement).find(({ name }) => name.endsWith('Declaration')) : statement;
  const span = spanOf(statement);
  switch (declaration?.name) {
    case 'FunctionDeclaration': {
      const name = declaration.getChild('VariableDefinition');
      return name ? [{ name, span, is: declaration }] : [];
    }
    case 'VariableDeclaration': {
      const declarators = declaratorsOf(declaration);
      return declarators.flatMap((declarator) => {
        const { pattern, patternEnd, value } = declarator;
        const own = declarators.length === 1 ? span : { from: pattern.from, to: value?.to ?? patternEnd };
        return definitionsIn(pattern).map((name) => ({ name, span: own, is: standsFor(declarator, declaration) }));
      });
    }
    case 'ClassDeclaration':
    case 'EnumDeclaration':
    case 'InterfaceDeclaration':
    case 'TypeAliasDeclaration':
    case 'NamespaceDeclaration': {
      const name = declaration.getChild('VariableDefinition') ?? declaration.getChild('TypeDefinition');
      return name ? [{ name, span, is: 'none' }] : [];
    }
    default:
      return [];
  }
}

const NO_FUNCTION = new Set(['Number', 'String', 'TemplateString', 'BooleanLiteral', 'null', 'RegExp', 'ArrayExpression', 'ObjectExpression', 'ClassExpression', 'UnaryExpression', 'BinaryExpression']);

function standsFor({ pattern, value }: Declarator, declaration: SyntaxNode): Local['is'] {
  // Assigned later, or taken out of another value.
  if (!value || pattern.name !== 'VariableDefinition') return 'unknown';
  const bare = unwrapped(value);
  if (isFunction(bare)) return bare;
  // `a || b` and `a ?? b` may be one of two functions; of arithmetic no function comes.
  const isChoice = bare.name === 'BinaryExpression' && bare.getChild('LogicOp') !== null;
  return NO_FUNCTION.has(bare.name) && !isChoice && declaration.firstChild?.name === 'const' ? 'none' : 'unknown';
}

/** All names that an export list can mean. Where a name is declared twice, an implementation counts more than a signature. */
function localsOf(source: SourceText): Map<string, Local> {
  const locals = new Map<string, Local>();
  for (const statement of childrenOf(source.tree.topNode)) {
    for (const local of declaredBy(source, statement)) {
      const name = source.slice(local.name);
      const before = locals.get(name);
      const isFuller = typeof local.is === 'object' && bodyOf(local.is) !== undefined;
      // A type and a function may share a name: the function is what a list exports.
      if (!before || before.is === 'none' || isFuller) locals.set(name, local);
    }
  }
  return locals;
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });
