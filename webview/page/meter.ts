import { h } from './dom';
import { points } from './words';

/**
 * A plain bar. Its width is set through the style object, not through a style attribute: the page's
 * policy forbids the latter only. `mark` is an earlier score to compare with.
 */
export function meter(value: number, max: number, label: string, mark?: number): HTMLElement {
  const share = (n: number) => `${max > 0 ? Math.min(100, Math.max(0, (100 * n) / max)) : 0}%`;
  const element = h('span', { class: 'meter', role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': max, 'aria-valuenow': points(value), 'aria-valuetext': `${points(value)} / ${points(max)}` });
  const bar = h('span', { class: 'meter-bar' });
  bar.style.width = share(value);
  element.append(bar);
  if (mark !== undefined) {
    const tick = h('span', { class: 'meter-mark' });
    tick.style.left = share(mark);
    element.append(tick);
  }
  return element;
}
