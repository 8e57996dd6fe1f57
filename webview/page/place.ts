/**
 * Where a reader is: the heading last passed, and how far below it the window starts. Pixels from the top
 * of the page would not survive a change of language, of width or of font.
 */
export interface Place {
  /** Empty above the first heading. */
  heading: string;
  offset: number;
}

/** Pixels between the bars and a heading that was jumped to. */
const AIR = 16;

const headings = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.article h2[id], .article h3[id], .quiz h2[id]')];

/** What sticks to the top of the window hides the text under it. */
const hiddenTop = (): number => {
  const bars = [...document.querySelectorAll('.topbar, .toolbar')].filter((bar) => getComputedStyle(bar).position === 'sticky');
  return bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0);
};

const topOf = (element: Element): number => element.getBoundingClientRect().top + window.scrollY;

/** The place of the window's top, or of `ahead` pixels below it. */
export function currentPlace(ahead = 0): Place {
  const top = window.scrollY + hiddenTop() + ahead;
  // A heading counts from a little above the edge, where `goToHeading` puts it.
  const passed = headings().filter((heading) => topOf(heading) <= top + AIR + 1).at(-1);
  return passed ? { heading: passed.id, offset: Math.round(top - topOf(passed)) } : { heading: '', offset: Math.round(window.scrollY) };
}

export function goToPlace({ heading, offset }: Place): void {
  const element = heading ? document.getElementById(heading) : null;
  window.scrollTo({ top: element ? topOf(element) + offset - hiddenTop() : offset, behavior: 'instant' });
}

/** Height of the part that starts at a heading, up to the next heading or the article's end. */
function sectionHeight(id: string): number {
  const all = headings();
  const i = all.findIndex((heading) => heading.id === id);
  const article = document.querySelector('.article');
  if (!article) return 1;
  const start = i >= 0 ? topOf(all[i]!) : 0;
  const next = all[i + 1];
  return Math.max(1, (next ? topOf(next) : article.getBoundingClientRect().bottom + window.scrollY) - start);
}

/** Runs a change that lays the same sections out anew, and keeps the reader at the same share of the same section. */
export function keepingPlace(change: () => void): void {
  const place = currentPlace();
  const before = sectionHeight(place.heading);
  change();
  goToPlace({ heading: place.heading, offset: Math.round((place.offset / before) * sectionHeight(place.heading)) });
}

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion');

/** Follows a link within the page: the window and the focus both go to the heading. */
export function goToHeading(id: string, behavior: ScrollBehavior = calm() ? 'instant' : 'smooth'): void {
  const element = document.getElementById(id);
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  window.scrollTo({ top: topOf(element) - hiddenTop() - AIR, behavior });
}
