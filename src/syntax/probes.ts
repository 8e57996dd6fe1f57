/** Places at which a run looks at values: what variables are given, what functions return, where a loop's body begins. */
import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { anchorOfFunction } from './anchors';
import { bodyOf, childrenOf, declaratorsOf, definitionsIn, isFunction, nameOfFunction, unwrapped, wordOf } from './nodes';
import type { SourceText } from './sourceText';
import type { Probe, Span } from './types';

/** More would slow down a run, and nobody reads them. */
const MOST = 300;

/** Types, and what a value is not put into or is not code of the file's own: nothing below these is looked at. */
const UNSEEN = new Set([
  'TypeAnnotation', 'TypeArgList', 'TypeParamList', 'TypePredicate', 'TypeAliasDeclaration', 'InterfaceDeclaration', 'EnumDeclaration', 'NamespaceDeclaration', 'AmbientDeclaration',
  'ImportDeclaration', 'ExportGroup', 'ParamList', 'ObjectPattern', 'ArrayPattern', 'Decorator', 'ForSpec', 'ForOfSpec', 'ForInSpec',
]);

type Found = Omit<Probe, 'id'>;

/** At most 300, the first of the text. A statement that is not whole yet has none. */
export function probesOf(source: SourceText): Probe[] {
  const finder = new Finder(source);
  source.tree.iterate({ enter: finder.enter, leave: finder.leave });
  return finder.found
    .sort((a, b) => a.span.from - b.span.from)
    .slice(0, MOST)
    .map((probe, id) => ({ id, ...probe }));
}

class Finder {
  readonly found: Found[] = [];
  readonly #source: SourceText;
  /** Functions around the current node; undefined for one without a name. */
  readonly #functions: (string | undefined)[] = [];

  constructor(source: SourceText) {
    this.#source = source;
  }

  readonly enter = (ref: SyntaxNodeRef): boolean => {
    if (UNSEEN.has(ref.name)) return false;
    switch (ref.name) {
      case 'VariableDeclaration':
        this.#declared(ref.node);
        break;
      case 'AssignmentExpression':
        this.#assigned(ref.node);
        break;
      case 'ReturnStatement':
        this.#returned(ref.node);
        break;
      case 'ForStatement':
        this.#loop(ref.node);
        break;
      default:
        if (FUNCTION_NAMES.has(ref.name) && isFunction(ref.node)) this.#function(ref.node);
    }
    return true;
  };

  readonly leave = (ref: SyntaxNodeRef): void => {
    if (FUNCTION_NAMES.has(ref.name) && isFunction(ref.node)) this.#functions.pop();
  };

  #function(fn: SyntaxNode): void {
    const name = this.#nameOf(fn);
    this.#functions.push(name);
    const body = bodyOf(fn);
    if (fn.name !== 'ArrowFunction' || name === undefined || !body || body.name === 'Block') return;
    const arrow = fn.getChild('Arrow')!;
    this.#add(body, fn, { kind: 'returned', hintAt: arrow.to });
  }

  #nameOf(fn: SyntaxNode): string | undefined {
    const exported = anchorOfFunction(this.#source, fn)?.name;
    if (exported !== undefined) return exported;
    const name = nameOfFunction(fn);
    return name && wordOf(this.#source, name);
  }

  #declared(declaration: SyntaxNode): void {
    if (!/^(?:const|let|var)$/.test(declaration.firstChild?.name ?? '')) return;
    for (const { pattern, patternEnd, value } of declaratorsOf(declaration)) {
      if (value && pattern.name === 'VariableDefinition') this.#add(value, declaration, { kind: 'variable', name: this.#source.slice(pattern), hintAt: patternEnd });
    }
  }

  #assigned(assignment: SyntaxNode): void {
    const [target, operator, value] = childrenOf(assignment);
    if (target?.name === 'VariableName' && operator?.name === 'Equals' && value) this.#add(value, assignment, { kind: 'variable', name: this.#source.slice(target), hintAt: target.to });
  }

  #returned(statement: SyntaxNode): void {
    // A callback's value goes to its caller, which shows it: `return tf.tidy(() => { … return z; })` is one value.
    if (this.#functions.at(-1) === undefined) return;
    const [keyword, value] = childrenOf(statement);
    if (keyword && value && value.name !== ';') this.#add(value, statement, { kind: 'returned', hintAt: keyword.to });
  }

  #loop(statement: SyntaxNode): void {
    const spec = statement.getChild('ForSpec') ?? statement.getChild('ForOfSpec') ?? statement.getChild('ForInSpec');
    const block = statement.getChild('Block');
    if (!spec || !block || block.lastChild?.name !== '}' || this.#isBroken(spec)) return;
    const at = block.from + 1;
    const ownNames = new Set(childrenOf(block).flatMap((inner) => (/^(?:Variable|Function|Class)Declaration$/.test(inner.name) ? declaredNames(inner) : [])).map((name) => this.#source.slice(name)));
    for (const variable of loopVariables(spec)) {
      const name = this.#source.slice(variable);
      // The body's own variable of this name is not there yet where the body begins.
      if (!ownNames.has(name)) this.found.push({ span: { from: at, to: at }, name, kind: 'loop', function: this.#around, hintAt: variable.to });
    }
  }

  #add(value: SyntaxNode, statement: SyntaxNode, probe: Pick<Found, 'kind' | 'name' | 'hintAt'>): void {
    if (!isWorthALook(value) || this.#isBroken(statement)) return;
    this.found.push({ span: { from: value.from, to: value.to }, function: this.#around, ...probe });
  }

  /** The innermost function with a name. */
  get #around(): string {
    return this.#functions.findLast((name) => name !== undefined) ?? '';
  }

  /** Whether the parser stumbled in a node, or right behind it: then nobody knows where a value ends. */
  #isBroken({ from, to }: Span): boolean {
    const { errors } = this.#source.outline;
    let low = 0;
    let high = errors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (errors[middle]! < from) low = middle + 1;
      else high = middle;
    }
    return low < errors.length && errors[low]! <= to;
  }
}

/** Of `Property` only methods are functions. */
const FUNCTION_NAMES = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration', 'Property']);

const declaredNames = (declaration: SyntaxNode): SyntaxNode[] => (declaration.name === 'VariableDeclaration' ? declaratorsOf(declaration).flatMap(({ pattern }) => definitionsIn(pattern)) : declaration.getChildren('VariableDefinition'));

function loopVariables(spec: SyntaxNode): SyntaxNode[] {
  const declaration = spec.getChild('VariableDeclaration');
  if (declaration) return declaredNames(declaration);
  if (spec.name === 'ForSpec') return [];
  const [, first, second] = childrenOf(spec);
  const target = first && /^(?:const|let|var)$/.test(first.name) ? second : first;
  if (target?.name === 'VariableName') return [target];
  return target && /^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(target.name) ? definitionsIn(target) : [];
}

/**
 * Literals show themselves. A function takes its name from the variable, which a call around it would take away. A
 * sequence would become two arguments, and the value of an assignment is looked at where it is assigned.
 */
function isWorthALook(value: SyntaxNode): boolean {
  if (value.name === 'SequenceExpression') return false;
  if (value.name === 'AssignmentExpression' && value.firstChild?.name === 'VariableName' && value.getChild('Equals')) return false;
  const bare = unwrapped(value);
  return !isFunction(bare) && !UNWORTHY.has(bare.name) && !isLiteral(bare);
}

/** A cast in front (`<T>x`) begins in text that the runner blanks. */
const UNWORTHY = new Set(['ClassExpression', 'NewExpression', 'PrefixCast']);

const LITERALS = new Set(['Number', 'String', 'TemplateString', 'BooleanLiteral', 'null', 'RegExp']);
const PUNCTUATION = new Set(['[', ']', '{', '}', ',', ':', '(', ')', 'PropertyDefinition', 'ArithOp', 'LogicOp', 'BitOp', 'void']);

function isLiteral(node: SyntaxNode): boolean {
  const bare = unwrapped(node);
  if (LITERALS.has(bare.name)) return true;
  switch (bare.name) {
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'UnaryExpression':
      return childrenOf(bare).every((child) => PUNCTUATION.has(child.name) || isLiteral(child));
    case 'Property':
      // A shorthand names a variable; a method is no value to look at.
      return childrenOf(bare).length > 1 && childrenOf(bare).every((child) => PUNCTUATION.has(child.name) || isLiteral(child));
    default:
      return false;
  }
}
