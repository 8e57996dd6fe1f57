import type { PageLink } from '../../src/explanations/messages';
import type { Language, LocalText } from '../../src/kit/l10n';
import { button } from '../ui';
import type { Context } from './context';
import { h, icon } from './dom';
import { htmlLang } from './words';

/** Each language in its own words, whatever the page speaks. */
const NAMES: Record<Language, { short: string; full: string }> = { 'zh-cn': { short: '中', full: '中文' }, en: { short: 'EN', full: 'English' } };
const LANGUAGES = Object.keys(NAMES) as Language[];

/** A link to another page of the course; clicks are handled for the whole document (main.ts). */
export const pageLink = (id: string, text: string, attributes: Record<string, string> = {}): HTMLElement =>
  h('a', { class: 'course-link', 'data-page': id, href: '#', ...attributes }, text);

/**
 * Where this page is, which language it speaks, whether it stays when another page is opened. It stays at the
 * top of the window: whoever compares the two languages does so in the middle of a text.
 */
export function topbar(context: Context, crumbs: (LocalText | PageLink)[]): HTMLElement {
  const { language, strings } = context;
  return h(
    'header',
    { class: 'topbar' },
    h(
      'div',
      { class: 'topbar-line' },
      h('nav', { class: 'breadcrumb', 'aria-label': strings.breadcrumb }, h('ol', {}, ...crumbs.map((crumb) => h('li', {}, 'id' in crumb ? pageLink(crumb.id, crumb.title[language], { 'data-key': `crumb-${crumb.id}` }) : crumb[language])))),
      h(
        'div',
        { class: 'page-controls' },
        h('div', { class: 'segments', role: 'group', 'aria-label': strings.switchLanguage }, ...LANGUAGES.map((each) => segment(each, context))),
        button({ appearance: 'icon', key: 'pin', pressed: context.pinned, label: context.pinned ? strings.unpin : strings.pin }, () => context.setPinned(!context.pinned), icon('pin')),
      ),
    ),
  );
}

function segment(each: Language, context: Context): HTMLElement {
  const { short, full } = NAMES[each];
  const element = h('button', { type: 'button', class: 'segment', 'data-key': `language-${each}`, lang: htmlLang(each), 'aria-pressed': String(each === context.language), 'aria-label': full, title: full }, short);
  element.addEventListener('click', () => context.setLanguage(each));
  return element;
}
