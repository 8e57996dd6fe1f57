/** Everything that travels between the extension host and the page of the gradient microscope. One union per direction. */
import type { Language, LocalText } from '../kit/l10n';

/** What the maps show. */
export type Shown = 'relative' | 'analytic' | 'numeric' | 'difference';

/** How large an error is: 0 within the tolerance, then a step for each power of ten up to 4; `none` where nothing came. */
export type Level = 0 | 1 | 2 | 3 | 4 | 'none';

export interface CellView {
  /** Short enough for a cell. */
  short: Record<Shown, string>;
  /** With all the digits that say something. */
  full: Record<Shown, string>;
  level: Level;
  /** NaN or infinite. */
  strange: boolean;
  /** From −1 to 1, of the largest entry of both gradients; 0 where there is none. */
  shares: Record<Exclude<Shown, 'relative'>, number>;
}

export interface ParameterView {
  name: string;
  /** `[4, 6]` */
  shape: string;
  isVector: boolean;
  /** A vector is one row. */
  rows: CellView[][];
  state: 'right' | 'wrong' | 'problem';
  wrong: number;
  total: number;
  /** Row and column of the entry with the largest error. */
  worst: [row: number, column: number];
  /** The value at which the colour of a value is full. */
  scale: string;
  /** Why it cannot be compared, what its errors have in common, which mistake it is; without what `ResultView.common` says. */
  notes: LocalText[];
}

export interface WorstView {
  parameter: string;
  /** `W1[2, 3]`, or the parameter alone where it cannot be compared. */
  at: string;
  analytic: string;
  numeric: string;
  relative: string;
  level: Level;
}

export interface ResultView {
  /** The function that was looked at. */
  function: string;
  right: boolean;
  /** What was found, in a sentence or two. */
  headlines: LocalText[];
  /** What holds for every gradient that is wrong. */
  common: LocalText[];
  about: LocalText;
  /** Worst first, and so are the parameters. */
  worst: WorstView[];
  /** Wrong entries that `worst` has no room for. */
  more: number;
  parameters: ParameterView[];
  /** Upper ends of the levels 0 to 3. */
  limits: string[];
}

/** What was found in one text. */
export interface Examined {
  /** SHA-256 of the text, hexadecimal. */
  sha256: string;
  result?: ResultView;
  /** What kept the function from giving anything that could be looked at. */
  failure?: { sentence: LocalText; line?: number; column?: number };
}

export interface MicroscopeView {
  /** The learner's file as a URI; absent while the exercise is not in the workspace. */
  uri?: string;
  /** How the workspace calls it. */
  file?: string;
  function: string;
  running: boolean;
  /** The text on screen is not the one that was examined. */
  stale: boolean;
  examined?: Examined;
  /** Why nothing could be started. */
  refusal?: LocalText;
}

/** What the page keeps over a reload of the window. The version changes with the types above. */
export interface MicroscopeState {
  version: typeof STATE_VERSION;
  uri?: string;
  examined?: Examined;
}
export const STATE_VERSION = 1;

export type HostToMicroscopePage =
  | { type: 'show'; view: MicroscopeView; language: Language; strings: Readonly<Record<Language, MicroscopeStrings>> }
  | { type: 'language'; language: Language }
  /** Brings the map of a parameter into sight. */
  | { type: 'parameter'; parameter: string };

export type MicroscopePageToHost =
  | { type: 'ready' }
  | { type: 'language'; language: Language }
  | { type: 'run' }
  | { type: 'cancel' }
  | { type: 'scaffold' }
  /** To the line that makes a parameter's gradient; without one to where it failed, or to the function. */
  | { type: 'goto'; parameter?: string }
  /** A fault of the page itself; the host logs it. */
  | { type: 'fault'; message: string; stack?: string };

/** The page's own words, translated by the host (src/microscope/strings.ts). */
export interface MicroscopeStrings {
  title: string;
  summary: string;
  switchLanguage: string;
  run: string;
  runAgain: string;
  cancel: string;
  /** `{function}` */
  running: string;
  stale: string;
  /** `{function}` */
  notScaffolded: string;
  scaffold: string;
  idle: string;
  /** `{function}` */
  goToFunction: string;
  goToLine: string;
  /** `{at}` */
  goToLineOf: string;
  worst: string;
  largest: string;
  /** `{count}` */
  more: string;
  entry: string;
  gradients: string;
  show: string;
  relative: string;
  analytic: string;
  numeric: string;
  difference: string;
  relativeHint: string;
  analyticHint: string;
  numericHint: string;
  differenceHint: string;
  help: string;
  right: string;
  /** `{wrong}` of `{total}` */
  wrong: string;
  problem: string;
  within: string;
  /** `{limit}` */
  upTo: string;
  /** `{limit}` */
  over: string;
  strange: string;
  nothing: string;
  /** `{value}` */
  scale: string;
  legend: string;
}
