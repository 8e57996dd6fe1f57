/** Making elements. Text always goes in as text nodes, so nothing a learner's program prints can become markup. */

export type Child = Node | string | undefined | false | null;
type Attributes = Record<string, string | number | boolean | undefined>;

/** `h('button', { class: 'x', 'aria-pressed': 'true' }, 'Text')`; `true` sets an empty attribute, `false` and `undefined` none. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Attributes, ...children: Child[]): HTMLElementTagNameMap[K];
export function h(tag: string, attributes?: Attributes, ...children: Child[]): HTMLElement;
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  return fill(document.createElement(tag), attributes, children);
}

export function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false && child !== null));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** 16×16 line drawings; the word beside each says the same, so screen readers skip them. */
const ICONS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  alert: 'M8 2.2L14.4 13.4H1.6zM8 6.4v3.4M8 11.4v.4',
  clock: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 4.8V8l2.4 1.6',
  bolt: 'M9 1.8L3.6 9H7.4L6.6 14.2L12.4 6.8H8.6z',
  dash: 'M3.5 8h9',
  half: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 2v12M10 3v10M12 5v6',
  ring: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12',
  pin: 'M5.5 2h5M6.2 2v4.2L4 9h8L9.8 6.2V2M8 9v5',
  left: 'M9.8 3.2L5 8l4.8 4.8',
  right: 'M6.2 3.2L11 8l-4.8 4.8',
  pencil: 'M3 13l.7-3L10.6 3.100l2.300 2.300L6 12.300zM9.200 4.500l2.300 2.300',
} as const;
export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = fill(document.createElementNS(SVG, 'svg'), { class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' }, []);
  svg.append(fill(document.createElementNS(SVG, 'path'), { d: ICONS[name] }, []));
  return svg;
}

/** A state or a status: the host's words, which start with a small letter, shown with a capital one (by style, so the text stays the host's). */
export const words = (text: string): HTMLElement => h('span', { class: 'words' }, text);

/** A message with `backticks` around code, as nodes. An unpaired backtick stays what it is. */
export function withCode(message: string): Child[] {
  return message.split(/(`[^`\n]+`)/).map((part) => (part.length > 2 && part.startsWith('`') && part.endsWith('`') ? h('code', {}, part.slice(1, -1)) : part));
}

/** Says a sentence to screen readers without moving the focus. */
export function announce(sentence: string): void {
  const live = document.getElementById('ui-live');
  if (live && live.textContent !== sentence) live.textContent = sentence;
}

let lostKey: string | undefined;

/**
 * Changes the page and puts the focus back on the control with the same `data-key`: a switch of language or
 * a fresh state must not throw a keyboard user to the top. A control that is disabled meanwhile cannot hold
 * the focus; it gets it back with the next change, unless the user has moved on.
 */
export function keepingFocus(root: Element, change: () => void): void {
  const active = document.activeElement as HTMLElement | null;
  const key = active && active !== document.body ? active.dataset['key'] : lostKey;
  change();
  lostKey = undefined;
  if (!key) return;
  const control = root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (control?.hasAttribute('disabled')) lostKey = key;
  else control?.focus({ preventScroll: true });
}
