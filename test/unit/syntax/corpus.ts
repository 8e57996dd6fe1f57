/** Every file of learners' code that this repository holds: starters, solutions, right and wrong submissions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesBelow, root } from '../sources';

export interface CorpusFile {
  file: string;
  text: string;
}

const read = (file: string): CorpusFile => ({ file, text: readFileSync(path.join(root, file), 'utf8') });
const all = [...filesBelow('content/exercises', '.ts').filter((file) => /\/(?:starter\.[a-z-]+|solution)\.ts$/.test(file)), ...filesBelow('test/runner/grading', '.ts').filter((file) => /\/(?:right|wrong|challenge)\//.test(file))];

export const corpus = all.map(read);
export const solutions = corpus.filter(({ file }) => file.endsWith('/solution.ts'));
export const starters = corpus.filter(({ file }) => file.includes('/starter.'));
/** Nothing in these deserves a remark. */
export const right = corpus.filter(({ file }) => /\/right\//.test(file) || file.endsWith('/solution.ts') || file.includes('/starter.'));

/** What TypeScript's parser says against a text; it keeps that to itself, and a whole program would take a hundred times as long. */
export function syntaxErrorsOf(text: string): string[] {
  const { parseDiagnostics } = ts.createSourceFile('learner.ts', text, ts.ScriptTarget.Latest) as ts.SourceFile & { parseDiagnostics: ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map(({ messageText, start }) => `${start}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
