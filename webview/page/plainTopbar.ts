import type { Language } from '../../src/kit/l10n';
import { h } from './dom';
import { htmlLang } from './words';

/** Each language in its own words, whatever the page speaks. */
const NAMES: Record<Language, { short: string; full: string }> = { 'zh-cn': { short: '中', full: '中文' }, en: { short: 'EN', full: 'English' } };

/** The bar of a page that is no part of the course: whose it is, and which language it speaks. */
export function plainTopbar(language: Language, label: string, setLanguage: (language: Language) => void): HTMLElement {
  const segments = Object.entries(NAMES).map(([each, { short, full }]) => {
    const element = h('button', { type: 'button', class: 'segment', 'data-key': `language-${each}`, lang: htmlLang(each as Language), 'aria-pressed': String(each === language), 'aria-label': full, title: full }, short);
    element.addEventListener('click', () => setLanguage(each as Language));
    return element;
  });
  return h('header', { class: 'topbar' }, h('div', { class: 'topbar-line' }, h('div', { class: 'breadcrumb' }, 'AI Coursework'), h('div', { class: 'page-controls' }, h('div', { class: 'segments', role: 'group', 'aria-label': label }, ...segments))));
}
