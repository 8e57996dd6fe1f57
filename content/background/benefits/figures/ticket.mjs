import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

// The page’s conversation: 16,050 tokens in at 2 yuan a million, 1,200 out at 8; 1% wrong answers at 20 yuan; a person 5 yuan, an escalation 6.
const model = (16050 * 2 + 1200 * 8) / 1e6;
const wrong = 0.01 * 20;
const cost = (r) => model + wrong + (1 - r) * 6;
const even = 1 - (5 - model - wrong) / 6;

/** Cost of a ticket against the share that the assistant resolves, with the price of a person. */
export default (lang) => {
  const x = scale(0, 1, 70, 600);
  const y = scale(0, 7, 260, 40);
  return svg(640, 320, pick(lang, '每单成本随解决率直线下降，在 20.7% 处与人工相等', 'Cost per ticket falls in a line with the resolution rate and equals a person at 20.7%'),
    [1, 2, 3, 4, 5, 6, 7].map((v) => line(70, y(v), 600, y(v), 'grid') + text(62, y(v) + 4, String(v), 's end')),
    line(70, 260, 600, 260), line(70, 40, 70, 260),
    [0, 0.2, 0.4, 0.6, 0.8, 1].map((r) => text(x(r), 279, `${Math.round(r * 100)}%`, 's mid')),
    line(70, y(5), 600, y(5), 'c dash'),
    line(x(even), y(5), x(even), 260, 'axis dash'),
    polyline([[x(0), y(cost(0))], [x(1), y(cost(1))]], 'a'),
    circle(x(even), y(5), 5, 'fb'), text(x(even) + 8, 252, `${(100 * even).toFixed(1)}%`, 'h'),
    circle(x(0.6), y(cost(0.6)), 5, 'fa'), text(x(0.6) + 10, y(cost(0.6)) - 8, `60%: ${cost(0.6).toFixed(2)}`, 'h'),
    text(592, y(5) - 8, pick(lang, '全用人工：5 元', 'people alone: 5 yuan'), 't end'),
    text(606, y(cost(1)) + 4, cost(1).toFixed(2), 'h'),
    text(70, 24, pick(lang, '每单成本（元）', 'cost per ticket (yuan)'), 'm'),
    text(335, 304, pick(lang, '助手的解决率 r', 'resolution rate r of the assistant'), 'm mid'));
};
