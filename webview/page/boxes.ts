import type { PageStrings } from '../../src/explanations/messages';
import { h } from './dom';

const BOXES = '.table-scroll, .math-block, .code-block > pre, .figure-scroll, .output';

/**
 * Boxes that scroll must be reachable by keyboard; boxes whose content fits must not stop the Tab key.
 * A formula inside a line gets a box of its own only where it is wider than the text.
 */
export function fitBoxes(): void {
  for (const box of document.querySelectorAll<HTMLElement>(BOXES)) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
    box.classList.toggle('scrolls', scrolls);
  }
  for (const formula of document.querySelectorAll<HTMLElement>(':is(.article, .quiz) .katex:not(.math-block .katex)')) {
    formula.classList.remove('wide');
    const room = formula.parentElement?.clientWidth ?? 0;
    const widest = Math.max(0, ...[...formula.querySelectorAll<HTMLElement>(':scope > .katex-html > .base')].map((base) => base.getBoundingClientRect().width));
    formula.classList.toggle('wide', room > 0 && widest > room);
  }
}

/** A button on every block of code that copies it. */
export function addCopyButtons(root: ParentNode, strings: PageStrings): void {
  for (const block of root.querySelectorAll<HTMLElement>('.code-block')) {
    const copy = h('button', { type: 'button', class: 'copy' }, strings.copy);
    const copyCode = async () => {
      await navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '');
      copy.textContent = strings.copied;
      setTimeout(() => (copy.textContent = strings.copy), 1500);
    };
    // A refusal of the clipboard surfaces as an unhandled rejection, which the host logs.
    copy.addEventListener('click', () => void copyCode());
    block.append(copy);
  }
}
