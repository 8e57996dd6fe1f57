/** Places in a text are offsets in UTF-16 units, as VS Code and JavaScript count. */
export interface Span {
  from: number;
  to: number;
}

/** A function that a learner's file exports, found by syntax. */
export interface Anchor {
  /** The name under which it is exported. */
  name: string;
  /** The name at its declaration, or in the export list where it is declared elsewhere. */
  nameSpan: Span;
  /** The whole declaration. */
  span: Span;
  /** What stands between its braces (or the expression after `=>`); absent where it is declared elsewhere. */
  body?: Span;
  isAsync: boolean;
}

/** A place at which the runner looks at a value. Ids count from 0 in the order of the text. */
export interface Probe {
  id: number;
  /** The expression that is looked at; for a loop variable, the empty place where the loop's body begins. */
  span: Span;
  /** The variable, or undefined for a returned value. */
  name?: string;
  kind: 'variable' | 'returned' | 'loop';
  /** The innermost exported or named function around it, '' outside all functions. */
  function: string;
  /** The offset behind which an editor shows what was seen. */
  hintAt: number;
}
