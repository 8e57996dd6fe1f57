import type { MicroscopeStrings, Shown } from '../../src/microscope/messages';
import type { Language } from '../../src/kit/l10n';

/** What all parts of the page need to draw themselves. */
export interface Context {
  language: Language;
  strings: MicroscopeStrings;
  setLanguage: (language: Language) => void;
  /** What the maps show. */
  shown: Shown;
  setShown: (shown: Shown) => void;
  /** The cell of each map that the arrow keys start from; the page keeps it over renderings. */
  current: Map<string, [row: number, column: number]>;
}
