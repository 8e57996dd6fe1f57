import type { RenderedPage } from '../../src/explanations/messages';
import type { Language } from '../../src/kit/l10n';

export interface CourseLink {
  page: string;
  anchor?: string;
  line?: number;
}

export interface Rendered extends RenderedPage {
  /** Links to pages of the course, for `checkAnchors`. */
  links: CourseLink[];
}

export class ContentError extends Error {
  readonly fileName: string;
  readonly line?: number;
}

export function createRenderer(course: { figure: (name: string, lang: Language) => string; pageExists: (id: string) => boolean }): {
  render(markdown: string, lang: Language, fileName: string): Rendered;
};

export function checkAnchors(pages: readonly { id: string; fileName: string; rendered: Rendered }[]): void;

export function mathStyles(): string;
