/** A text and its tree. The parser takes any text: what it cannot place becomes error nodes, and the rest stands. */
import { type ChangedRange, type SyntaxNode, type Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/javascript';

const PARSER = parser.configure({ dialect: 'ts' });

/** What several readers ask of the whole tree, found in one walk. */
interface Outline {
  /** Wherever they stand: after a brace that is not closed yet, all that follows lies inside the function before. */
  exports: SyntaxNode[];
  /** Where the parser found something else than what belongs there, in the order of the text. */
  errors: number[];
}

export class SourceText {
  readonly tree: Tree;
  #outline?: Outline;

  /** @param before the text that this one was edited from: what both have in common is not parsed again */
  constructor(readonly text: string, before?: SourceText) {
    const change = before && changeBetween(before.text, text);
    if (before && !change) this.tree = before.tree;
    else this.tree = PARSER.parse(text, change ? TreeFragment.applyChanges(TreeFragment.addTree(before.tree), [change]) : undefined);
  }

  get outline(): Outline {
    return (this.#outline ??= outlineOf(this.tree));
  }

  /** The text between two offsets; a node of the tree will do. */
  slice({ from, to }: { from: number; to: number }): string {
    return this.text.slice(from, to);
  }
}

/** The one stretch that holds every difference; undefined where there is none. */
function changeBetween(a: string, b: string): ChangedRange | undefined {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  if (head === a.length && head === b.length) return undefined;
  let tail = 0;
  while (tail < shorter - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++;
  return { fromA: head, toA: a.length - tail, fromB: head, toB: b.length - tail };
}

function outlineOf(tree: Tree): Outline {
  const outline: Outline = { exports: [], errors: [] };
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) outline.errors.push(node.from);
      else if (node.name === 'ExportDeclaration' && !isInNamespace(node.node)) outline.exports.push(node.node);
    },
  });
  return outline;
}

/** What a namespace exports is the namespace's. */
function isInNamespace(node: SyntaxNode): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.name === 'NamespaceDeclaration' || outer.name === 'AmbientDeclaration') return true;
  return false;
}
