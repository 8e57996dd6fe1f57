import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Loss fit of Hoffmann et al. (2022), Approach 3: L(N, D) = 1.69 + 406.4 / N^0.34 + 410.7 / D^0.28. */
const loss = (parameters, tokens) => 1.69 + 406.4 / parameters ** 0.34 + 410.7 / tokens ** 0.28;

const tokens = 1.4e12;
const x = scale(9, 11.3, 70, 610);
const y = scale(1.6, 2.35, 270, 40);
const exponents = Array.from({ length: 47 }, (_, i) => 9 + (i * 2.3) / 46);

/** Predicted loss against model size at fixed data, with the floor that no size can pass. */
export default (lang) => {
  const curve = exponents.map((e) => [x(e), y(loss(10 ** e, tokens))]);
  const floor = 1.69 + 410.7 / tokens ** 0.28;
  const marks = [1e9, 7e9, 7e10].map((n) => {
    const px = x(Math.log10(n));
    const py = y(loss(n, tokens));
    return circle(px, py, 5, 'fa') + text(px + 8, py - 10, loss(n, tokens).toFixed(2), 'h');
  });
  return svg(640, 330, pick(lang, '训练数据固定时，预测损失随参数量下降并趋于下限', 'Predicted loss falls with parameters at fixed data and flattens towards a floor'),
    [1.7, 1.8, 1.9, 2.0, 2.1, 2.2, 2.3].map((v) => line(70, y(v), 610, y(v), 'grid') + text(62, y(v) + 4, v.toFixed(1), 'm end')),
    line(70, 270, 610, 270), line(70, 40, 70, 270),
    [[1e9, '1B'], [7e9, '7B'], [7e10, '70B']].map(([n, label]) => text(x(Math.log10(n)), 290, label, 'm mid')),
    line(70, y(floor), 610, y(floor), 'b dash'),
    line(70, y(1.69), 610, y(1.69), 'c dash'),
    polyline(curve, 'a'), marks,
    text(600, y(floor) + 17, pick(lang, '1.4 万亿 token 的下限 1.85', 'floor at 1.4T tokens: 1.85'), 't end'),
    text(600, y(1.69) - 6, pick(lang, '不可约损失 1.69', 'irreducible: 1.69'), 't end'),
    text(70, 24, pick(lang, '预测损失（奈特 / token）', 'predicted loss (nats per token)'), 'm'),
    text(340, 316, pick(lang, '参数量（对数轴）', 'parameters (log axis)'), 'm mid'));
};
