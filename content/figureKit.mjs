/**
 * Drawing kit for the course's figures. A figure is a module `figures/<name>.mjs` whose default
 * export is `(lang) => string`: SVG markup computed from data when the course is built.
 *
 * Colours and fonts come from classes that webview/page/figures.css binds to the editor's theme, so a
 * figure carries no `style` attribute and no colour of its own:
 *   lines  `axis` `grid` `a` `b` `c` `d`            (series colours; `dash` makes a line dashed)
 *   fills  `fa` `fb` `fc` `fd`, pale: `pa` `pb` `pc` `pd`, `bg` (page), `box` (a panel)
 *   text   `t` (normal) `m` (muted) `s` (small) `h` (bold), `mid` / `end` for the anchor
 */

/** @typedef {'zh-cn' | 'en'} Lang */

const escape = (s) => String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Rounds to two decimals so that generated markup stays short and stable. */
const r = (n) => Math.round(n * 100) / 100;

/** The whole figure. `title` is what a screen reader says; sizes are in user units (1 = 1 CSS px at full size). */
export const svg = (width, height, title, ...body) =>
  `<svg class="figure" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}" xmlns="http://www.w3.org/2000/svg">${body.flat(9).join('')}</svg>`;

export const line = (x1, y1, x2, y2, cls = 'axis') => `<line class="${cls}" x1="${r(x1)}" y1="${r(y1)}" x2="${r(x2)}" y2="${r(y2)}"/>`;
export const rect = (x, y, w, h, cls = 'box', rx = 0) => `<rect class="${cls}" x="${r(x)}" y="${r(y)}" width="${r(w)}" height="${r(h)}"${rx ? ` rx="${rx}"` : ''}/>`;
export const circle = (cx, cy, radius, cls = 'fa') => `<circle class="${cls}" cx="${r(cx)}" cy="${r(cy)}" r="${r(radius)}"/>`;
export const text = (x, y, content, cls = 't') => `<text class="${cls}" x="${r(x)}" y="${r(y)}">${escape(content)}</text>`;
export const path = (d, cls = 'a') => `<path class="${cls}" d="${d}"/>`;

/** A polyline through `points` ([x, y] in user units). */
export const polyline = (points, cls = 'a') => path('M' + points.map(([x, y]) => `${r(x)} ${r(y)}`).join('L'), cls);

/** An arrow with a small head. */
export const arrow = (x1, y1, x2, y2, cls = 'axis') => {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const head = (turn) => [x2 - 7 * Math.cos(angle + turn), y2 - 7 * Math.sin(angle + turn)];
  return line(x1, y1, x2, y2, cls) + polyline([head(0.45), [x2, y2], head(-0.45)], cls);
};

/** Linear scale from data to user units. */
export const scale = (d0, d1, u0, u1) => (v) => u0 + ((v - d0) / (d1 - d0)) * (u1 - u0);

/** Picks the text of the language: `pick(lang, '量化', 'quantization')`. */
export const pick = (lang, zh, en) => (lang === 'zh-cn' ? zh : en);

/** A seeded uniform generator (mulberry32), so that figures drawn from samples never change between builds. */
export const uniform = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** Standard normal samples by Box–Muller from `u`. */
export const normal = (u) => Math.sqrt(-2 * Math.log(1 - u())) * Math.cos(2 * Math.PI * u());
