import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Device first (120 ms), the cloud for the share q that is passed on (+600 ms). */
const local = 120;
const remote = 600;
const mean = (q) => local + q * remote;
const p95 = (q) => (q > 0.05 ? local + remote : local);
const x = scale(0, 0.5, 70, 600);
const y = scale(0, 800, 270, 40);
const shares = Array.from({ length: 51 }, (_, i) => i / 100);

export default (lang) => svg(640, 330, pick(lang, '上云比例与平均、P95 延迟', 'Mean and P95 latency by share sent to the cloud'),
  [0, 200, 400, 600, 800].map((v) => line(70, y(v), 600, y(v), 'grid') + text(62, y(v) + 4, v, 'm end')),
  [0, 0.1, 0.2, 0.3, 0.4, 0.5].map((q) => text(x(q), 290, `${q * 100}%`, 'm mid')),
  line(70, 270, 600, 270), line(70, 40, 70, 270),
  polyline([[x(0), y(p95(0))], [x(0.05), y(p95(0))], [x(0.05), y(p95(0.06))], [x(0.5), y(p95(0.5))]], 'b dash'),
  polyline(shares.map((q) => [x(q), y(mean(q))]), 'a'),
  circle(x(0.2), y(mean(0.2)), 5, 'fa'), text(x(0.2) + 8, y(mean(0.2)) + 20, '20% → 240 ms', 'h'),
  circle(x(0.2), y(720), 5, 'fb'), text(x(0.2) + 8, y(720) + 20, 'P95 = 720 ms', 'h'),
  text(600, y(mean(0.5)) - 12, pick(lang, '平均', 'mean'), 't end'),
  text(600, y(720) - 8, 'P95', 't end'),
  text(70, 24, pick(lang, '延迟（毫秒）', 'latency (ms)'), 'm'),
  text(335, 316, pick(lang, '转交云端的请求比例', 'share of requests sent to the cloud'), 'm mid'));
