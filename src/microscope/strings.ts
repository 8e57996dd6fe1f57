import { LANGUAGES, msg, translate, type Language, type Message } from '../kit/l10n';
import type { MicroscopeStrings } from './messages';

/** The words of the page. Slots are filled by the page itself. */
const STRINGS: Record<keyof MicroscopeStrings, Message> = {
  title: msg('Gradient microscope'),
  summary: msg('Your analytic gradient, entry by entry, against a numeric one that needs no derivation.'),
  switchLanguage: msg('Language'),
  run: msg('Run'),
  runAgain: msg('Run Again'),
  cancel: msg('Cancel'),
  running: msg('Running `{function}`…'),
  stale: msg('The text has changed since these numbers were found.'),
  notScaffolded: msg('The exercise is not in this workspace yet. Scaffold it and write `{function}`; then its gradients show here.'),
  scaffold: msg('Scaffold'),
  idle: msg('Nothing has been examined in this window yet.'),
  goToFunction: msg('Go to {function}'),
  goToLine: msg('Go to Line'),
  goToLineOf: msg('Go to the line of {at}'),
  worst: msg('Worst entries'),
  largest: msg('Largest differences'),
  more: msg('and {count} more'),
  entry: msg('Entry'),
  gradients: msg('Gradients'),
  show: msg('Show'),
  relative: msg('Relative error'),
  analytic: msg('Analytic'),
  numeric: msg('Numeric'),
  difference: msg('Difference'),
  relativeHint: msg('The distance between both gradients, as a share of the largest entry of the numeric one.'),
  analyticHint: msg('What your function returned.'),
  numericHint: msg('What the loss does when this one entry moves a little up and a little down.'),
  differenceHint: msg('Analytic minus numeric.'),
  help: msg('A click on an entry, or Enter, goes to the line that makes it. The arrow keys move between entries.'),
  right: msg('right'),
  wrong: msg('{wrong} of {total} wrong'),
  problem: msg('cannot be compared'),
  within: msg('within the tolerance'),
  upTo: msg('up to {limit}'),
  over: msg('over {limit}'),
  strange: msg('not finite'),
  nothing: msg('nothing came'),
  scale: msg('full colour at ±{value}'),
  legend: msg('Legend'),
};

export const microscopeStrings = (): Readonly<Record<Language, MicroscopeStrings>> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, Object.fromEntries(Object.entries(STRINGS).map(([key, message]) => [key, translate({ text: message.text }, language)]))])) as unknown as Record<Language, MicroscopeStrings>;
