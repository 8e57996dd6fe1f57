import type { GradientEntry, MicroscopeOutcome, MicroscopeResult, ParameterGradient } from '../grading/microscope';
import { inAllLanguages, LANGUAGES, msg, type LocalText, type Message } from '../kit/l10n';
import type { CellView, Examined, Level, ParameterView, ResultView, WorstView } from './messages';

/** Rows of the table of worst entries: those that are wrong, or, where none is, some to see what rounding does. */
const MOST_WRONG = 10;
const MOST_RIGHT = 4;
/** Upper ends of the levels 1 to 3; that of level 0 is the tolerance. */
const LIMITS = [1e-2, 1e-1, 1];
const MINUS = '−';

export function examinedView(outcome: Exclude<MicroscopeOutcome, { status: 'cancelled' }>): Examined {
  if (outcome.status === 'done') return { sha256: outcome.sha256, result: resultView(outcome.result) };
  const { why, location, sha256 } = outcome;
  return { sha256, failure: { sentence: inAllLanguages(why), line: location?.line, column: location?.column } };
}

/** The result as the page shows it: numbers as words, colours as shares, the notes that all share told once. */
export function resultView({ function: name, about, tolerance, parameters }: MicroscopeResult): ResultView {
  const bad = parameters.filter((one) => one.problem ?? one.wrong > 0);
  const common = bad.length > 1 ? notesOf(bad[0]!).filter((note) => bad.every((one) => notesOf(one).some((other) => same(note, other)))) : [];
  const wrong = parameters.reduce((sum, one) => sum + one.wrong, 0);
  const worst = worstOf(parameters, tolerance).slice(0, bad.length ? MOST_WRONG : MOST_RIGHT);
  const listed = worst.filter(({ at, parameter }) => at !== parameter).length;
  return {
    function: name,
    right: bad.length === 0,
    headlines: headlines(parameters, tolerance),
    common: common.map(inAllLanguages),
    about: inAllLanguages(about),
    worst,
    more: bad.length ? wrong - listed : 0,
    parameters: parameters.map((one) => parameterView(one, tolerance, common)),
    limits: [tolerance, ...LIMITS].map(String),
  };
}

/** In the order in which they lead on: what is in the way, what the numbers look like (unless the mistake's own words begin with it), which mistake it is. */
function notesOf({ problem, diagnosis, knownBug }: ParameterGradient): Message[] {
  const isSaid = diagnosis !== undefined && knownBug?.explanation.text.startsWith(diagnosis.text);
  return [problem, isSaid ? undefined : diagnosis, knownBug?.explanation].filter((note) => note !== undefined);
}
const same = (a: Message, b: Message): boolean => JSON.stringify(a) === JSON.stringify(b);

function headlines(parameters: readonly ParameterGradient[], tolerance: number): LocalText[] {
  const problems = parameters.filter(({ problem }) => problem).map(({ parameter }) => parameter);
  const cannot = problems.length ? [listed(problems, (names) => msg('Nothing to compare for {names}: no tensor of the right shape came.', { names }))] : [];
  const compared = parameters.filter(({ problem }) => !problem);
  // Where all are right their order says nothing of their errors.
  const first = [...compared].sort((a, b) => largestError(b) - largestError(a))[0];
  if (!first) return cannot;
  const total = compared.reduce((sum, { entries }) => sum + entries.length, 0);
  const wrong = compared.reduce((sum, one) => sum + one.wrong, 0);
  const worst = first.entries[0]!;
  const at = placeOf(first, worst);
  if (wrong) return [...cannot, inAllLanguages(msg('{wrong} of {total} entries are off by more than a grade allows ({tolerance} of the gradient’s largest entry). The worst is {at}.', { wrong, total, tolerance: String(tolerance), at }))];
  if (cannot.length) return [...cannot, inAllLanguages(msg('The other {total} entries are right.', { total }))];
  return [inAllLanguages(msg('All {total} entries are right. The largest relative error is {error}, at {at}: float32 keeps about 7 digits, so this is rounding and no mistake.', { total, error: share(worst.relative!), at }))];
}

/** Infinite errors count as the largest number, so that two of them can be compared. */
const largestError = ({ entries: [worst] }: ParameterGradient): number => Math.min(worst!.relative!, Number.MAX_VALUE);

function listed(names: readonly string[], message: (names: string) => Message): LocalText {
  const texts = LANGUAGES.map((language) => [language, inAllLanguages(message(names.join(language === 'zh-cn' ? '、' : ', ')))[language]]);
  return Object.fromEntries(texts) as LocalText;
}

const placeOf = ({ parameter }: ParameterGradient, { index }: GradientEntry): string => `${parameter}[${index.join(', ')}]`;

/** Parameters that cannot be compared, then the entries of all others, worst first. Those of right parameters only where all are right. */
function worstOf(parameters: readonly ParameterGradient[], tolerance: number): WorstView[] {
  const problems = parameters.filter(({ problem }) => problem).map(({ parameter }): WorstView => ({ parameter, at: parameter, analytic: '–', numeric: '–', relative: '–', level: 'none' }));
  const all = parameters.filter(({ problem }) => !problem).flatMap((of) => of.entries.map((entry) => ({ of, entry })));
  const wrong = all.filter(({ entry }) => entry.relative! > tolerance);
  const sorted = (wrong.length || problems.length ? wrong : all).sort((a, b) => (a.entry.relative === b.entry.relative ? 0 : b.entry.relative! - a.entry.relative!));
  return [...problems, ...sorted.map(({ of, entry }): WorstView => ({ parameter: of.parameter, at: placeOf(of, entry), analytic: full(entry.analytic!), numeric: full(entry.numeric), relative: relativeWords(entry, share), level: levelOf(entry, tolerance) }))];
}

function parameterView(of: ParameterGradient, tolerance: number, common: readonly Message[]): ParameterView {
  const { parameter, shape, entries, wrong, problem } = of;
  const isVector = shape.length === 1;
  const columns = shape.at(-1)!;
  const finite = entries.flatMap(({ analytic, numeric }) => [numeric, analytic ?? 0]).filter(Number.isFinite).map(Math.abs);
  const scale = Math.max(...finite);
  const cells = new Array<CellView>(entries.length);
  const place = ({ index }: GradientEntry): [number, number] => [isVector ? 0 : index[0]!, index.at(-1)!];
  for (const entry of entries) {
    const [row, column] = place(entry);
    cells[row * columns + column] = cellView(entry, scale, tolerance);
  }
  return {
    name: parameter,
    shape: `[${shape.join(', ')}]`,
    isVector,
    rows: Array.from({ length: entries.length / columns }, (_, row) => cells.slice(row * columns, (row + 1) * columns)),
    state: problem ? 'problem' : wrong ? 'wrong' : 'right',
    wrong,
    total: entries.length,
    worst: place(entries[0]!),
    scale: share(scale),
    notes: notesOf(of).filter((note) => !common.some((one) => same(one, note))).map(inAllLanguages),
  };
}

function cellView(entry: GradientEntry, scale: number, tolerance: number): CellView {
  const { analytic, numeric } = entry;
  const difference = analytic === undefined ? undefined : analytic - numeric;
  const ofScale = (value: number | undefined): number => (value === undefined || !Number.isFinite(value) || scale === 0 ? 0 : Math.max(-1, Math.min(1, value / scale)));
  const words = (say: (n: number) => string, sayError = say) => ({ relative: relativeWords(entry, sayError), analytic: analytic === undefined ? '–' : say(analytic), numeric: say(numeric), difference: difference === undefined ? '–' : say(difference) });
  return {
    short: words(short),
    full: words(full, share),
    level: levelOf(entry, tolerance),
    strange: analytic !== undefined && !Number.isFinite(analytic),
    shares: { analytic: ofScale(analytic), numeric: ofScale(numeric), difference: ofScale(difference) },
  };
}

/** Where the gradient is not finite its own name says more than the infinite error. */
const relativeWords = ({ analytic, relative }: GradientEntry, say: (n: number) => string): string => (analytic === undefined || relative === undefined ? '–' : say(Number.isFinite(analytic) ? relative : analytic));

function levelOf({ relative }: GradientEntry, tolerance: number): Level {
  if (relative === undefined) return 'none';
  const limits = [tolerance, ...LIMITS];
  const level = limits.findIndex((limit) => relative <= limit);
  return (level < 0 ? limits.length : level) as Level;
}

/** `-3e-8` with the sign that is as wide as a plus. */
const signed = (text: string): string => text.replace(/^-/, MINUS).replace(/e-/, `e${MINUS}`).replace('e+', 'e');

/** Five digits. */
function full(n: number): string {
  if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(n);
  return signed(n === 0 ? '0' : size < 1e-4 || size >= 1e7 ? n.toExponential(size < 1e-4 ? 1 : 4) : String(Number(n.toPrecision(5))));
}

/** Three digits: more say nothing about an error. */
const share = (n: number): string => (n >= 1e-4 && n < 999.5 ? n.toPrecision(3) : full(n));

/** Six signs at most. */
function short(n: number): string {
  const size = Math.abs(n);
  if (!Number.isFinite(n) || n === 0) return full(n);
  if (size < 9.5e-4 || size >= 9999.5) return signed(n.toExponential(0));
  return signed(size >= 99.5 ? n.toFixed(0) : size >= 9.95 ? n.toFixed(1) : size >= 0.995 ? n.toFixed(2) : n.toFixed(3));
}
