import type { HostToPage, PageStrings } from '../../src/explanations/messages';
import type { Language } from '../../src/kit/l10n';

/** What every part of the page needs to draw itself, and the few things that it may ask of the whole. */
export interface Context {
  language: Language;
  strings: PageStrings;
  pinned: boolean;
  setLanguage(language: Language): void;
  setPinned(pinned: boolean): void;
}

export type Shown = Extract<HostToPage, { type: 'show' }>;
