import type { TocEntry } from '../../src/explanations/messages';
import type { PageStrings } from '../../src/explanations/messages';
import { h } from './dom';
import { currentPlace, goToHeading } from './place';

/** The list of a page's headings. It is shown twice (beside the text, or folded above it); style sheets pick one. */
function list(toc: readonly TocEntry[], onFollow?: () => void): HTMLElement {
  return h(
    'ol',
    { class: 'toc-list' },
    ...toc.map(({ id, title, level }) => {
      const link = h('a', { href: `#${id}`, 'data-heading': id, class: 'toc-link' }, title);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        onFollow?.();
        goToHeading(id);
      });
      return h('li', { class: `toc-level-${level}` }, link);
    }),
  );
}

export function sideToc(toc: readonly TocEntry[], strings: PageStrings): HTMLElement {
  return h('nav', { class: 'toc-side', 'aria-label': strings.contents }, h('p', { class: 'toc-title', 'aria-hidden': 'true' }, strings.contents), list(toc));
}

export function foldedToc(toc: readonly TocEntry[], strings: PageStrings): HTMLElement {
  const details = h('details', { class: 'toc-fold' }, h('summary', { 'data-key': 'toc-fold' }, strings.contents));
  details.append(h('nav', { 'aria-label': strings.contents }, list(toc, () => (details.open = false))));
  return details;
}

/** Marks the entry of the section that is being read: the one a third of the window below its top. */
export function highlightCurrent(): void {
  const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
  const links = [...document.querySelectorAll<HTMLElement>('.toc-link')];
  const current = atEnd && window.scrollY > 0 ? links.at(-1)?.dataset['heading'] : currentPlace(window.innerHeight / 3).heading;
  for (const link of links) {
    if (link.dataset['heading'] === current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
