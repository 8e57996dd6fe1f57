import type { RenderedPage } from '../../src/explanations/messages';
import type { Language } from '../../src/kit/l10n';

export interface CourseLink {
  page: string;
  anchor?: string;
  line?: number;
}

/** The questions are files of their own (quiz.mjs). */
export interface Rendered extends Omit<RenderedPage, 'quiz'> {
  /** Links to pages of the course, for `checkAnchors`. */
  links: CourseLink[];
}

export class ContentError extends Error {
  readonly fileName: string;
  readonly line?: number;
  /** The message without the place. */
  readonly fault: string;
}

export interface Renderer {
  render(markdown: string, lang: Language, fileName: string): Rendered;
  /** One line of text that stands by itself; `anchors` are those of the page on which it is shown. */
  renderInline(markdown: string, lang: Language, fileName: string, anchors?: readonly string[]): { html: string; text: string; links: CourseLink[] };
}

export function createRenderer(course: { figure: (name: string, lang: Language) => string; pageExists: (id: string) => boolean }): Renderer;

export function checkAnchors(pages: readonly { id: string; fileName: string; rendered: Pick<Rendered, 'toc' | 'links'> }[]): void;

export function mathStyles(): string;
