import type { Language } from '../../src/kit/l10n';

/** The value of `lang` for assistive technology and for the choice of glyphs: Chinese and Japanese share code points, not shapes. */
export const htmlLang = (language: Language): string => (language === 'zh-cn' ? 'zh-CN' : 'en');

/** A number inside a phrase: into its `{slot}` where it has one, else before it. */
export const withNumber = (phrase: string, n: number): string => (phrase.includes('{') ? phrase.replace(/\{\w+\}/, String(n)) : `${n} ${phrase}`);

/** The same for phrases that name a thing by number: `Line 12`. */
export const numbered = (phrase: string, n: number): string => (phrase.includes('{') ? phrase.replace(/\{\w+\}/, String(n)) : `${phrase} ${n}`);

/** Points may be fractions (partial credit); two decimals are plenty. */
export const points = (n: number): string => String(Math.round(n * 100) / 100);

export const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** A phrase with its `{slots}` filled. */
export const filled = (phrase: string, slots: Readonly<Record<string, number | string>>): string => phrase.replace(/\{(\w+)\}/g, (slot, name: string) => String(slots[name] ?? slot));
