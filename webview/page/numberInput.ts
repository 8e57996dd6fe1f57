/** Numbers as people write them into a field, in either language. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Full-width forms, the Chinese full stop, minus signs, spaces between digits. */
function plain(text: string): string {
  return text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (run) => `^${[...run].map((sign) => (sign === '⁻' ? '-' : SUPERSCRIPTS.indexOf(sign))).join('')}`)
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/。/g, '.')
    .replace(/[−–—]/g, '-')
    .trim();
}

/** A mantissa with thousands in groups of three or without, and a power of ten: `e9`, `×10^9`. */
const NUMBER = /^([+-]?)(\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+|\d+|(?=\.\d))(\.\d*)?(?:\s*e\s*([+-]?\d{1,3})|\s*[x×*·]\s*10\s*(?:\^|\*\*)\s*([+-]?\d{1,3}))?$/i;

/**
 * The number in a text, or undefined where it is none. The unit may stand after it, and a full stop. A comma
 * that parts no thousands is no decimal point: what it would mean is a guess.
 */
export function parseNumber(text: string, unit = ''): number | undefined {
  let rest = plain(text);
  const end = plain(unit);
  if (end && rest.toLowerCase().endsWith(end.toLowerCase())) rest = rest.slice(0, -end.length).trim();
  const match = NUMBER.exec(rest.replace(/(\..*)\.$/, '$1').replace(/^([+-]?)(10\s*(?:\^|\*\*))/, '$1' + '1×$2'));
  if (!match) return undefined;
  const [, sign = '', whole = '', decimals = '', e, power] = match;
  const value = Number(`${sign}${whole.replace(/\D/g, '') || '0'}${decimals}e${e ?? power ?? 0}`);
  return Number.isFinite(value) ? value : undefined;
}

/** Within a share of the number that is meant; a bound that was computed may be off in its last binary place. */
export const isClose = (given: number, meant: number, tolerance: number): boolean => Math.abs(given - meant) <= Math.abs(meant) * (tolerance + 1e-12);

/** A number as both languages write it. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return value.toExponential().replace('e+', 'e');
  return value.toLocaleString('en-US', { maximumSignificantDigits: 15 });
}
