import type { Sample, Trace } from '../grading/observed';
import { msg, translate, type Language } from '../kit/l10n';

const SHORT_TYPES: Readonly<Record<string, string>> = { float32: 'f32', int32: 'i32' };
const BARS = '▁▂▃▄▅▆▇█';
/** Fields of an object that a hint in a line names. */
const FIELDS_IN_A_LINE = 4;

const shapeOf = ({ shape }: Sample): string => `[${shape.join(', ')}]`;
const typeOf = ({ dtype }: Sample): string => SHORT_TYPES[dtype] ?? dtype;

/** A number in at most four significant digits. */
export const short = (value: number | undefined): string => (value === undefined ? '–' : Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : String(Number(value.toPrecision(4))));

/** What stands behind the variable: `[32, 16] f32`, first and last where they differ; undefined where there is nothing to say. */
export function hintText({ first, last }: Trace): string | undefined {
  if (last.fields) {
    const named = last.fields.slice(0, FIELDS_IN_A_LINE).map(([name, sample]) => `${name} ${plainText(sample)}`);
    return `{ ${named.join(', ')}${last.fields.length > named.length ? ', …' : ''} }`;
  }
  if (last.dtype === 'number') return first.value === last.value ? short(last.value) : `${short(first.value)} … ${short(last.value)}`;
  const same = first.dtype === last.dtype && shapeOf(first) === shapeOf(last);
  return same ? plainText(last) : `${plainText(first)} … ${plainText(last)}`;
}

const plainText = (sample: Sample): string => (sample.dtype === 'number' ? short(sample.value) : sample.dtype === 'fields' ? '{…}' : `${shapeOf(sample)} ${typeOf(sample)}`);

/** Counts as a row of bars, the highest is the commonest. */
export function bars(histogram: readonly number[]): string {
  const most = Math.max(...histogram, 1);
  return histogram.map((count) => (count === 0 ? ' ' : BARS[Math.min(BARS.length - 1, Math.floor((count / most) * BARS.length))])).join('');
}

/** Everything that is known of the values, as Markdown. */
export function hoverText(name: string, { first, last, count }: Trace, language: Language): string {
  const say = (text: Parameters<typeof translate>[0]) => translate(text, language);
  const times = count === 1 ? say(msg('seen once in the last call')) : say(msg('seen {count} times in the last call', { count }));
  const parts = last.fields ? last.fields.map(([field, sample]) => describe(`${name}.${field}`, sample, language)) : [describe(name, last, language)];
  if (count > 1 && hintText({ probe: 0, count: 1, first, last: first }) !== hintText({ probe: 0, count: 1, first: last, last })) parts.unshift(`${say(msg('first'))}: ${describe(name, first, language)}`, `${say(msg('last'))}:`);
  return [...parts, `*${times}*`].join('\n\n');
}

function describe(name: string, sample: Sample, language: Language): string {
  const say = (text: Parameters<typeof translate>[0]) => translate(text, language);
  if (sample.dtype === 'number') return `\`${name}\` = ${short(sample.value)}`;
  const lines = [`\`${name}\`: ${sample.dtype} ${shapeOf(sample)}, ${say(msg('{bytes} bytes', { bytes: sample.bytes.toLocaleString('en') }))}`];
  if (sample.nan) lines.push(`**NaN: ${sample.nan}**`);
  if (sample.min !== undefined) lines.push(say(msg('smallest {min}, mean {mean}, largest {max}', { min: short(sample.min), mean: short(sample.mean), max: short(sample.max) })));
  if (sample.histogram && sample.min !== sample.max) lines.push(`\`${short(sample.min)} ${bars(sample.histogram)} ${short(sample.max)}\``);
  return lines.join('  \n');
}
