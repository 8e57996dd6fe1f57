import { pick, rect, svg, text } from '../../../figureKit.mjs';

// The input's gradient of the page's example: 4×4 picture, 3×3 filter, stride 2, as a convolution of stride 1 over
// the output's gradient, spread apart and padded, with the filter turned by 180°.
const SIZE = 4;
const LENGTH = 3;
const STRIDE = 2;
const filter = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]];
const dy = [[1, -1], [2, 0]];

const before = Math.floor(Math.max((dy.length - 1) * STRIDE + LENGTH - SIZE, 0) / 2);
const front = LENGTH - 1 - before;
const spread = (dy.length - 1) * STRIDE + 1;
const behind = SIZE - 1 - (dy.length - 1) * STRIDE + before;
const width = front + spread + behind;
const laidOut = Array.from({ length: width }, (_, r) =>
  Array.from({ length: width }, (__, c) => {
    const [i, j] = [r - front, c - front];
    const inside = i >= 0 && i < spread && j >= 0 && j < spread;
    return { inside, own: inside && i % STRIDE === 0 && j % STRIDE === 0, value: inside && i % STRIDE === 0 && j % STRIDE === 0 ? dy[i / STRIDE][j / STRIDE] : 0 };
  }),
);
const turned = filter.map((row) => [...row].reverse()).reverse();
const dx = Array.from({ length: SIZE }, (_, r) => Array.from({ length: SIZE }, (__, c) => turned.flatMap((row, i) => row.map((w, j) => w * laidOut[r + i][c + j].value)).reduce((a, b) => a + b) + 0));

const CELL = 34;
const number = (v) => String(v).replace('-', '−');
const grid = (values, left, top, cls) => values.map((row, r) => row.map((v, c) => [rect(left + c * CELL + 1, top + r * CELL + 1, CELL - 2, CELL - 2, cls(v), 3), text(left + (c + 0.5) * CELL, top + (r + 0.5) * CELL + 5, number(typeof v === 'object' ? v.value : v), 't mid')]));

export default (lang) =>
  svg(
    640,
    290,
    pick(lang, '输入的梯度：拉开并补零的 dy，与旋转 180° 的卷积核做步长 1 的卷积', "The input's gradient: dy spread apart and padded, convolved at stride 1 with the filter turned by 180°"),
    text(8, 20, pick(lang, `dy 拉开，前补 ${front}，后补 ${behind}`, `dy spread, ${front} before, ${behind} after`), 'h'),
    grid(laidOut, 8, 36, (v) => (v.own ? 'pb' : v.inside ? 'box' : 'pd')),
    text(8, 36 + width * CELL + 24, pick(lang, '橙：dy；空白：步长拉开的零；紫：补的零', 'orange: dy; plain: zeros of the stride; purple: padding'), 's'),
    text(236, 36 + 3 * CELL + 8, '∗', 'h mid'),
    text(258, 70, pick(lang, '转过的核', 'turned filter'), 'h'),
    grid(turned, 258, 36 + 1.5 * CELL, () => 'pc'),
    text(398, 36 + 3 * CELL + 8, '=', 'h mid'),
    text(430, 56, 'dx', 'h'),
    grid(dx, 430, 36 + CELL, () => 'pa'),
  );
