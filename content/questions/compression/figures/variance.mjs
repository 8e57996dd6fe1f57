import { svg, line, polyline, circle, text, scale, pick } from '../../../figureKit.mjs';

const ratio = (rho, n) => rho + (1 - rho) / n;

export default (lang) => {
  const x = scale(1, 10, 60, 480);
  const y = scale(0, 1, 240, 40);
  const out = [];
  for (const v of [0, 0.25, 0.5, 0.75, 1]) out.push(line(60, y(v), 480, y(v), v ? 'grid' : 'axis'), text(52, y(v) + 4, String(v), 's end'));
  for (let n = 1; n <= 10; n++) out.push(text(x(n), 259, String(n), 's mid'));
  out.push(text(270, 282, pick(lang, '模型个数 N ＝ 服务成本倍数', 'models N = serving cost multiple'), 'm mid'));
  out.push(text(20, 20, pick(lang, '平均后方差 ÷ 单模型方差', 'variance of the average ÷ variance of one'), 'm'));
  [[0.9, 'd'], [0.6, 'c'], [0.3, 'b'], [0, 'a']].forEach(([rho, cls]) => {
    out.push(polyline(Array.from({ length: 91 }, (_, i) => [x(1 + i / 10), y(ratio(rho, 1 + i / 10))]), cls));
    for (let n = 1; n <= 10; n++) out.push(circle(x(n), y(ratio(rho, n)), 3, `f${cls}`));
    out.push(text(490, y(ratio(rho, 10)) + 4, `ρ = ${rho}`, 't'));
  });
  return svg(640, 296, pick(lang, '相关系数与集成的方差', 'Correlation and the variance of an ensemble'), out);
};
