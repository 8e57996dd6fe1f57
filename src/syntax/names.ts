/** Which declaration a name means, and who else means it. */
import type { SyntaxNode } from '@lezer/common';
import { isFunction } from './nodes';
import type { SourceText } from './sourceText';
import type { Span } from './types';

interface Definition {
  node: SyntaxNode;
  scope: Span;
}

const BLOCKS = new Set(['Block', 'Script', 'SwitchBody', 'ForStatement', 'CatchClause', 'StaticBlock']);

export class Names {
  /** Every call, in the order of the text. */
  readonly calls: SyntaxNode[] = [];
  /** Loops and calls of `forEach` that stand in no other. */
  readonly loops: Span[] = [];
  readonly #source: SourceText;
  readonly #definitions = new Map<string, Definition[]>();
  readonly #uses = new Map<string, SyntaxNode[]>();
  /** For each name: its uses by where the definition begins. */
  readonly #resolved = new Map<string, Map<number, SyntaxNode[]>>();

  constructor(source: SourceText) {
    this.#source = source;
    source.tree.iterate({
      enter: (ref) => {
        switch (ref.name) {
          case 'TypeAnnotation':
          case 'TypeAliasDeclaration':
          case 'InterfaceDeclaration':
            return false;
          case 'CallExpression':
            this.calls.push(ref.node);
            if (source.text.endsWith('forEach', ref.node.firstChild?.to)) this.#loop(ref);
            break;
          case 'ForStatement':
          case 'WhileStatement':
          case 'DoStatement':
            this.#loop(ref);
            break;
          case 'VariableDefinition':
            this.#define(ref.node);
            break;
          case 'VariableName':
            this.#use(ref.node);
            break;
          case 'Property':
            // `{ x }` is a use of x, by a node that looks like a property's name.
            if (ref.node.firstChild?.to === ref.to) this.#use(ref.node.firstChild);
        }
        return true;
      },
    });
  }

  /** The declaration, parameter or import that a name means; undefined for one of the language or of nobody. */
  definitionOf(use: SyntaxNode): SyntaxNode | undefined {
    return this.#innermost(this.#source.slice(use), use)?.node;
  }

  /** Whether a name that is written at a place means this declaration. */
  reaches(definition: SyntaxNode, at: Span): boolean {
    return this.#innermost(this.#source.slice(definition), at)?.node.from === definition.from;
  }

  /** Where else a declared name stands, assignments by pattern among them. */
  usesOf(definition: SyntaxNode): SyntaxNode[] {
    const name = this.#source.slice(definition);
    let byDefinition = this.#resolved.get(name);
    if (!byDefinition) {
      byDefinition = new Map<number, SyntaxNode[]>();
      this.#resolved.set(name, byDefinition);
      for (const use of this.#uses.get(name) ?? []) {
        const from = this.#innermost(name, use)?.node.from;
        if (from === undefined) continue;
        const list = byDefinition.get(from);
        if (list) list.push(use);
        else byDefinition.set(from, [use]);
      }
    }
    return byDefinition.get(definition.from) ?? [];
  }

  #innermost(name: string, { from, to }: Span): Definition | undefined {
    let found: Definition | undefined;
    for (const definition of this.#definitions.get(name) ?? []) {
      const { scope } = definition;
      if (scope.from <= from && to <= scope.to && (!found || scope.to - scope.from < found.scope.to - found.scope.from)) found = definition;
    }
    return found;
  }

  #loop({ from, to }: Span): void {
    if (from >= (this.loops.at(-1)?.to ?? 0)) this.loops.push({ from, to });
  }

  #define(node: SyntaxNode): void {
    const scope = scopeOf(node);
    if (!scope) return this.#use(node);
    push(this.#definitions, this.#source.slice(node), { node, scope: { from: scope.from, to: scope.to } });
  }

  #use(node: SyntaxNode): void {
    push(this.#uses, this.#source.slice(node), node);
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Where a defined name is valid; undefined for a name in a pattern that is assigned to. */
function scopeOf(definition: SyntaxNode): SyntaxNode | undefined {
  for (let node = definition.parent; node; node = node.parent) {
    switch (node.name) {
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'PatternProperty':
        continue;
      case 'ParamList':
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return node.name === 'ParamList' ? (node.parent ?? undefined) : around(node, BLOCKS);
      case 'FunctionExpression':
      case 'ClassExpression':
      case 'CatchClause':
        return node;
      case 'VariableDeclaration':
        return node.firstChild?.name === 'var' ? around(node, undefined) : around(node, BLOCKS);
      case 'AssignmentExpression':
        return undefined;
      case 'ForOfSpec':
      case 'ForInSpec':
        // Without a keyword a pattern there is assigned to.
        return node.getChild('var') ? around(node, undefined) : (node.getChild('const') ?? node.getChild('let')) ? around(node, BLOCKS) : undefined;
      default:
        return around(node, BLOCKS);
    }
  }
  return undefined;
}

/** The next block outside a node; with no names given, the next function or the file. */
function around(node: SyntaxNode, names: ReadonlySet<string> | undefined): SyntaxNode {
  let outer = node;
  while (outer.parent) {
    outer = outer.parent;
    if (names ? names.has(outer.name) : isFunction(outer) || outer.name === 'StaticBlock') return outer;
  }
  return outer;
}
