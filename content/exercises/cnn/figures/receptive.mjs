import { line, pick, rect, scale, svg, text } from '../../../figureKit.mjs';

// How many pixels of one axis a single value behind each layer of the reference model depends on.
const LAYERS = [
  { zh: '卷积 5', en: 'conv 5', window: 5, stride: 1 },
  { zh: '池化 2', en: 'pool 2', window: 2, stride: 2 },
  { zh: '卷积 5', en: 'conv 5', window: 5, stride: 1 },
  { zh: '池化 2', en: 'pool 2', window: 2, stride: 2 },
];
const PIXELS = 28;
let field = 1;
let step = 1;
const rows = LAYERS.map(({ window, stride, ...names }) => {
  field += (window - 1) * step;
  step *= stride;
  return { ...names, field, step };
});

const X = scale(0, PIXELS, 120, 540);
export default (lang) =>
  svg(
    640,
    50 + rows.length * 52,
    pick(lang, '参考模型各层的感受野与步距', 'Receptive field and spacing behind each layer of the reference model'),
    text(120, 18, pick(lang, '28 个像素；两个相邻值各看多宽', '28 pixels; what two neighbouring values see'), 'h'),
    rows.map(({ zh, en, field: seen, step: apart }, i) => {
      const top = 38 + i * 52;
      return [
        text(8, top + 20, pick(lang, zh, en), 'h'),
        Array.from({ length: PIXELS + 1 }, (_, p) => line(X(p), top, X(p), top + 32, 'grid')),
        rect(X(4), top + 2, X(4 + seen) - X(4), 12, 'fa', 3),
        rect(X(4 + apart), top + 18, X(4 + apart + seen) - X(4 + apart), 12, 'fb', 3),
        text(552, top + 14, pick(lang, `看 ${seen}`, `sees ${seen}`), 't'),
        text(552, top + 31, pick(lang, `相距 ${apart}`, `${apart} apart`), 's'),
      ];
    }),
  );
