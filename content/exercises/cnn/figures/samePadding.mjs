import { line, pick, rect, svg, text } from '../../../figureKit.mjs';

// 'same' padding along one axis for four combinations of input length, filter length and stride.
const CASES = [
  { size: 7, filter: 3, stride: 1 },
  { size: 7, filter: 3, stride: 2 },
  { size: 6, filter: 3, stride: 2 },
  { size: 6, filter: 2, stride: 3 },
];

const CELL = 30;
const ROW = 104;
const padding = ({ size, filter, stride }) => {
  const out = Math.ceil(size / stride);
  const total = Math.max((out - 1) * stride + filter - size, 0);
  return { out, before: Math.floor(total / 2), after: total - Math.floor(total / 2) };
};

export default (lang) =>
  svg(
    640,
    CASES.length * ROW + 6,
    pick(lang, "'same' 填充的四个例子", "Four examples of 'same' padding"),
    CASES.map((example, i) => {
      const { out, before, after } = padding(example);
      const top = i * ROW + 16;
      const first = 252 + CELL; // x of input cell 0, so that inputs line up
      const cells = Array.from({ length: before + example.size + after }, (_, k) => k - before);
      return [
        text(8, top + 14, pick(lang, `输入 ${example.size}，核 ${example.filter}，步长 ${example.stride}`, `input ${example.size}, filter ${example.filter}, stride ${example.stride}`), 'h'),
        text(8, top + 35, pick(lang, `输出 ${out}`, `output ${out}`), 't'),
        text(8, top + 55, pick(lang, `前补 ${before}，后补 ${after}`, `${before} before, ${after} after`), 't'),
        cells.map((k) => {
          const isPadding = k < 0 || k >= example.size;
          return [rect(first + k * CELL + 1, top, CELL - 2, CELL - 2, isPadding ? 'pd' : 'pa', 3), text(first + k * CELL + CELL / 2, top + 19, isPadding ? '0' : String(k + 1), 't mid')];
        }),
        // One bracket per window, on two levels so that neighbours do not run together.
        Array.from({ length: out }, (_, w) => {
          const from = first + (w * example.stride - before) * CELL + 4;
          const to = from + example.filter * CELL - 8;
          const y = top + 38 + (w % 3) * 12;
          return [line(from, y, to, y, 'b'), line(from, y, from, y - 5, 'b'), line(to, y, to, y - 5, 'b')];
        }),
      ];
    }),
  );
