import { circle, line, pick, polyline, scale, svg, text } from '../../../figureKit.mjs';

// Cases that it takes to see a gain over 90% (5% two-sided, 80% power): two samples of their own, or the same cases for
// both models, of which 2% get worse and 2% plus the gain get better.
const Z = 1.959964;
const POWER = 0.841621;
const BASE = 0.9;
const WORSE = 0.02;
const independent = (gain) => ((Z + POWER) ** 2 * (BASE * (1 - BASE) + (BASE + gain) * (1 - BASE - gain))) / gain ** 2;
const paired = (gain) => {
  const differ = 2 * WORSE + gain;
  return (Z * Math.sqrt(differ) + POWER * Math.sqrt(differ - gain ** 2)) ** 2 / gain ** 2;
};

const X = scale(0.5, 6, 70, 600);
const Y = scale(2, 5, 270, 24);
const gains = Array.from({ length: 56 }, (_, i) => 0.5 + i / 10);
const curve = (f) => gains.map((g) => [X(g), Y(Math.log10(f(g / 100)))]);
export default (lang) =>
  svg(
    640,
    330,
    pick(lang, '要看出提升，需要多少条评测', 'How many cases it takes to see a gain'),
    [2, 3, 4, 5].map((v) => [line(X(0.5), Y(v), X(6), Y(v), 'grid'), text(62, Y(v) + 4, (10 ** v).toLocaleString('en'), 's end')]),
    line(X(0.5), Y(2), X(6), Y(2), 'axis'),
    line(X(0.5), Y(2), X(0.5), Y(5), 'axis'),
    [1, 2, 3, 4, 5, 6].map((v) => text(X(v), 288, String(v), 's mid')),
    polyline(curve(independent), 'b'),
    polyline(curve(paired), 'a'),
    [[independent, 'fb', 'h', -14], [paired, 'fa', 'h end', 22]].map(([f, dot, cls, dy]) => [circle(X(2), Y(Math.log10(f(0.02))), 5, dot), text(X(2) + (dy < 0 ? 10 : -6), Y(Math.log10(f(0.02))) + dy, Number(f(0.02).toPrecision(2)).toLocaleString('en'), cls)]),
    text(X(3.4), Y(Math.log10(independent(0.034))) - 14, pick(lang, '各用各的题（每组）', 'cases of their own (each group)'), 't'),
    text(X(2.9), Y(Math.log10(paired(0.029))) + 34, pick(lang, '同一批题，配对', 'the same cases, paired'), 't end'),
    text(X(3.25), 314, pick(lang, '要看出的提升（百分点，起点 90%）', 'gain to be seen (points, from 90%)'), 't mid'),
  );
