import { svg, line, text, circle, polyline, scale, pick } from '../../../figureKit.mjs';

/** Error in percent after `doublings` of 2,500 items: a floor plus an excess that shrinks to 80% each time. */
const ratio = 0.8;
const error = (floor, excess, doublings) => floor + excess * ratio ** doublings;
const teams = [{ floor: 0, excess: 20, cls: 'a', dot: 'fa' }, { floor: 12, excess: 8, cls: 'b', dot: 'fb' }];

const x = scale(0, 6, 60, 500);
const y = scale(0, 24, 270, 40);
const items = (doublings) => (2500 * 2 ** doublings).toLocaleString('en');
const along = (from, to) => Array.from({ length: 41 }, (_, i) => from + ((to - from) * i) / 40);

export default (lang) => {
  const names = [pick(lang, '甲：没有底', 'A: no floor'), pick(lang, '乙：底是 12%', 'B: floor at 12%')];
  return svg(640, 330, pick(lang, '两个团队的学习曲线', 'Learning curves of two teams'),
    [0, 6, 12, 18, 24].map((v) => line(60, y(v), 500, y(v), v ? 'grid' : 'axis') + text(52, y(v) + 4, `${v}%`, 'm end')),
    line(60, 40, 60, 270),
    [0, 1, 2, 3, 4, 5, 6].map((d) => text(x(d), 290, items(d), 's mid')),
    line(60, y(12), 500, y(12), 'b dash'),
    teams.map(({ floor, excess, cls, dot }, i) =>
      polyline(along(0, 2).map((d) => [x(d), y(error(floor, excess, d))]), cls) +
      polyline(along(2, 6).map((d) => [x(d), y(error(floor, excess, d))]), `${cls} dash`) +
      [0, 1, 2].map((d) => circle(x(d), y(error(floor, excess, d)), 5, dot)).join('') +
      text(x(2) + 2, y(error(floor, excess, 2)) + (i ? -10 : 32), `${Number(error(floor, excess, 2).toFixed(2))}%`, i ? 'h' : 'h end') +
      text(508, y(error(floor, excess, 6)) + 4, names[i], 't')),
    text(60, 24, pick(lang, '错误率', 'error rate'), 'm'),
    text(280, 316, pick(lang, '训练样本（对数刻度）', 'training items (log scale)'), 'm mid'));
};
