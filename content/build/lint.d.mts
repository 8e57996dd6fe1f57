import type { Course, Page, Topic } from '../../src/course/course';
import type { Language } from '../../src/kit/l10n';
import type { Choice, Fill } from './quiz.mjs';

export interface Fault {
  /** Path from the root. */
  file: string;
  line?: number;
  message: string;
}

export interface Source {
  file: string;
  text: string;
}
export type Sources = Record<Language, Source>;

/** `[Chinese, English]` where they are written differently. */
type Says = string | [string, string];

export interface Computed {
  file: string;
  source: string;
  numbers: { worked?: { says: Says; value: number; digits?: number }[]; given?: { says: Says; from: string }[] };
}

export interface Term {
  'zh-cn': string;
  en: string[];
  /** Words that may stand for the term and mean other things as well. */
  also: Record<Language, string[]>;
  never: Record<Language, string[]>;
}

export interface Words extends Source {
  language: Language;
  kind: 'markdown' | 'program' | 'json' | 'values' | 'keys';
}

export interface Parts {
  prose: { line: number; text: string; section: string; where: string }[];
  fences: { line: number; info: string; code: string }[];
  figures: string[];
}

/** `file:line: message` */
export function formatFault(fault: Fault): string;

export function readCourse(): Promise<Course>;
export function pageFaults(page: Page): Promise<Fault[]>;
export function pageWordFaults(page: Page): Promise<Fault[]>;
export function topicFaults(topic: Topic): Promise<Fault[]>;
export function programFaults(pages: readonly Page[]): Promise<Fault[]>;
export function otherWordFaults(course: Course): Promise<Fault[]>;
export function unusedTermFaults(pages: readonly Page[]): Promise<Fault[]>;

export function partsOf(markdown: string): Parts;
export function structureFaults(sources: Sources, section: 'questions' | 'background'): Fault[];
export function hanCharacters(markdown: string): number;
export function lengthFaults(chinese: Source): Fault[];
export function languageFaults(sources: Sources): Fault[];

export function readNumber(says: string): { number: string; value: number; decimals: number; scale: number } | undefined;
export function stands(text: string, says: string): boolean;
export function numbersToAccountFor(markdown: string): { number: string; line: number }[];
export function numberFaults(sources: Sources, computed: Computed | undefined): Fault[];

export function quizFaults(questions: readonly (Choice | Fill)[], file: string, page: { computes: boolean; optional?: boolean }): Fault[];
export function topicQuizFaults(questions: readonly (Choice | Fill)[], file: string): Fault[];

export function snippetFaults(sources: readonly Source[], options?: { limit?: number }): Promise<Fault[]>;
export function firstDifference(output: string, page: string): { line: number; output: string; page: string } | undefined;

export function parseGlossary(json: string, file?: string): Term[];
export function glossaryFaults(terms: readonly Term[], sources: Sources): Fault[];
export function wordFaults(terms: readonly Term[], texts: readonly Words[]): Fault[];
export function unusedTerms(terms: readonly Term[], pages: readonly Sources[]): Fault[];
