import type { Page } from '../../src/course/course';
import type { RenderedQuestion } from '../../src/explanations/messages';
import type { Language, LocalText } from '../../src/kit/l10n';
import type { CourseLink, Renderer } from './render.mjs';

export interface Choice {
  id: string;
  kind: 'choice';
  question: LocalText;
  options: { text: LocalText; correct: boolean; why: LocalText }[];
}

export interface Fill {
  id: string;
  kind: 'fill';
  question: LocalText;
  answer: number;
  tolerance: number;
  unit: LocalText;
  why: LocalText;
  mistakes: { answer: number; why: LocalText }[];
}

export function quizFile(page: Page): string;
export function parseQuiz(json: string, fileName: string): (Choice | Fill)[];
export function readQuiz(page: Page, fileName: string): Promise<(Choice | Fill)[]>;
export function renderQuiz(questions: readonly (Choice | Fill)[], renderer: Renderer, lang: Language, fileName: string, anchors: readonly string[]): { quiz: RenderedQuestion[]; links: CourseLink[] };
