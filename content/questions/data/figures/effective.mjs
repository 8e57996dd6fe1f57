import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Independent samples that `n` originals with `m` copies each are worth, copies correlated at rho. */
const effective = (n, m, rho) => (n * m) / (1 + (m - 1) * rho);
const n = 1000;

const x = scale(1, 20, 70, 470);
const y = scale(0, 5000, 270, 40);
const copies = Array.from({ length: 20 }, (_, i) => i + 1);

export default (lang) => svg(640, 330, pick(lang, '有效样本随副本数变化', 'Effective samples by number of copies'),
  [0, 1000, 2000, 3000, 4000, 5000].map((v) => line(70, y(v), 470, y(v), v ? 'grid' : 'axis') + text(62, y(v) + 4, v.toLocaleString('en'), 'm end')),
  line(70, 40, 70, 270),
  [1, 5, 10, 15, 20].map((m) => text(x(m), 290, m, 'm mid')),
  [[0.2, 'c'], [0.5, 'a'], [0.8, 'b'], [0.95, 'd']].map(([rho, series]) => {
    const last = y(effective(n, 20, rho));
    return polyline(copies.map((m) => [x(m), y(effective(n, m, rho))]), series) + circle(x(10), y(effective(n, 10, rho)), 4, `f${series}`) +
      text(480, last + (rho === 0.8 ? -3 : rho === 0.95 ? 14 : 4), pick(lang, `ρ=${rho}，上限 ${Math.round(n / rho).toLocaleString('en')}`, `ρ=${rho}, ceiling ${Math.round(n / rho).toLocaleString('en')}`), 't');
  }),
  polyline([[x(1), y(1000)], [x(5), y(5000)]], 'axis dash'),
  text(x(5) + 8, y(4850), pick(lang, '按文件数', 'by files'), 'm'),
  text(70, 24, pick(lang, '有效样本（原样本 1,000）', 'effective samples (1,000 originals)'), 'm'),
  text(270, 316, pick(lang, '每个原样本的份数', 'copies of each original'), 'm mid'));
