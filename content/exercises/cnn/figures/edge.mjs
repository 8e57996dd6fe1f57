import { arrow, pick, rect, svg, text } from '../../../figureKit.mjs';

// A 7 of 14×14 pixels and the same 7 two pixels further right, through one filter for vertical edges (3×3, 'same',
// stride 1), ReLU and max pooling 2. The side of a square is the root of the value: its area is the value.
const SIDE = 14;
const seven = (shift) =>
  Array.from({ length: SIDE }, (_, r) =>
    Array.from({ length: SIDE }, (__, column) => {
      const c = column - shift;
      const bar = (r === 2 || r === 3) && c >= 1 && c <= 9;
      const stroke = r >= 4 && r <= 11 && Math.abs(c - (9 - (r - 3) * 0.6)) <= 1;
      return bar || stroke ? 1 : 0;
    }),
  );
const filter = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]];

const convolved = (x) => x.map((row, r) => row.map((_, c) => filter.flatMap((line, i) => line.map((w, j) => w * (x[r + i - 1]?.[c + j - 1] ?? 0))).reduce((a, b) => a + b)));
const pooled = (x) => Array.from({ length: SIDE / 2 }, (_, r) => Array.from({ length: SIDE / 2 }, (__, c) => Math.max(0, x[2 * r][2 * c], x[2 * r][2 * c + 1], x[2 * r + 1][2 * c], x[2 * r + 1][2 * c + 1])));

const EDGE = 154;
const map = (values, left, top, largest) => {
  const cell = EDGE / values.length;
  return [
    rect(left, top, EDGE, EDGE, 'box'),
    values.map((row, r) =>
      row.map((v, c) => {
        if (v === 0) return '';
        const side = 0.94 * cell * Math.sqrt(Math.abs(v) / largest);
        return rect(left + (c + 0.5) * cell - side / 2, top + (r + 0.5) * cell - side / 2, side, side, v > 0 ? 'fa' : 'fb');
      }),
    ),
  ];
};

const COLUMNS = [70, 258, 446];
export default (lang) =>
  svg(
    640,
    380,
    pick(lang, '同一个 7 和右移两个像素的 7，经过竖边卷积、ReLU 和池化', 'A 7 and the same 7 two pixels further right, through a filter for vertical edges, ReLU and pooling'),
    [
      pick(lang, '输入 14×14', 'input 14×14'),
      pick(lang, '卷积 14×14（橙为负）', 'convolved (orange < 0)'),
      pick(lang, 'ReLU，池化 2：7×7', 'ReLU, pooled by 2: 7×7'),
    ].map((label, i) => text(COLUMNS[i] + EDGE / 2, 22, label, 'h mid')),
    [0, 2].map((shift, k) => {
      const top = 36 + k * (EDGE + 22);
      const x = seven(shift);
      const y = convolved(x);
      return [
        text(8, top + EDGE / 2, k === 0 ? pick(lang, '原位', 'as is') : pick(lang, '右移 2', '2 right'), 't'),
        map(x, COLUMNS[0], top, 1),
        arrow(COLUMNS[0] + EDGE + 6, top + EDGE / 2, COLUMNS[1] - 6, top + EDGE / 2),
        map(y, COLUMNS[1], top, 3),
        arrow(COLUMNS[1] + EDGE + 6, top + EDGE / 2, COLUMNS[2] - 6, top + EDGE / 2),
        map(pooled(y), COLUMNS[2], top, 3),
      ];
    }),
  );
