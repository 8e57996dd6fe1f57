import type { ImportTrouble, Place } from '../protocol/messages';

/** An import that the runner does not grant. The host has the sentence (src/runner/importSentence.ts). */
export class ImportProblem extends Error {
  override readonly name = 'ImportError';
  constructor(
    readonly trouble: ImportTrouble,
    readonly place?: Place,
  ) {
    super(`cannot import ${trouble.specifier}: ${trouble.kind}`);
  }
}
