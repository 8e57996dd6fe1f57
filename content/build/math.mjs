import { createHash } from 'node:crypto';
import katex from 'katex';

/**
 * KaTeX places the parts of a formula by `style` attributes, which the page's content security policy
 * forbids. Each distinct style becomes a class here; the rules are one small style sheet for the course.
 * A class is named after its declarations, so a page rendered alone and the same page rendered with the
 * whole course agree, whatever the order.
 */
const rules = new Map();

/** @param {string} declarations the value of a `style` attribute */
function classFor(declarations) {
  const digest = createHash('sha256').update(declarations).digest('hex');
  const name = 'k' + BigInt('0x' + digest).toString(36).slice(0, 6);
  const known = rules.get(name);
  if (known !== undefined && known !== declarations) throw new Error(`Two math styles share the class ${name}: "${known}" and "${declarations}"`);
  rules.set(name, declarations);
  return name;
}

/** The rules behind every class given so far. `!important`, because a `style` attribute outranks every selector of katex.css. */
export const mathStyles = () =>
  [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, declarations]) => `.katex .${name}{${declarations.split(';').filter(Boolean).map((d) => `${d}!important`).join(';')}}\n`)
    .join('');

const TAG = /<([a-z]+)((?:\s+[a-zA-Z:-]+="[^"]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /\s+([a-zA-Z:-]+)="([^"]*)"/g;

/** KaTeX writes every attribute as name="escaped value", so tags can be taken apart by pattern. */
const stylesToClasses = (html) =>
  html.replace(TAG, (tag, name, attributes, slash) => {
    if (!/\sstyle="/.test(attributes)) return tag;
    let classes = '';
    let rest = '';
    let styled = '';
    for (const [, key, value] of attributes.matchAll(ATTRIBUTE)) {
      if (key === 'style') styled = classFor(value);
      else if (key === 'class') classes = value;
      else rest += ` ${key}="${value}"`;
    }
    return `<${name} class="${classes ? `${classes} ${styled}` : styled}"${rest}${slash}>`;
  });

/** Faults that would show on the page as something else than what the author meant; the rest of KaTeX's warnings are about portability. */
const FATAL = new Set(['commentAtEnd', 'newLineInDisplayMode', 'htmlExtension']);

/**
 * One formula as HTML plus MathML (for screen readers), without style attributes.
 * @param {string} tex
 * @param {boolean} displayMode
 * @throws {Error} where KaTeX cannot read the formula
 */
export const renderMath = (tex, displayMode) =>
  stylesToClasses(
    katex.renderToString(tex.trim(), {
      displayMode,
      output: 'htmlAndMathml',
      throwOnError: true,
      trust: false,
      strict: (code) => (FATAL.has(code) ? 'error' : 'ignore'),
    }),
  );
